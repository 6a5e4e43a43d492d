import { heardMark } from '../../core/triage/words/heard.ts';

const words: Record<string, RegExp> = {
  utilities: /停水|停电|暖气|自来水|水压|天然气|煤气|燃气|no water|power cut|radiator|heating|\bgas\b/i,
  'drainage-ice': /下水道|积水|结冰|冰|排水|污水|地下水|drain|flood|\bice\b|icy|sewage/i,
  'public-facilities': /路灯|健身|长椅|座椅|公园|street ?light|bench|playground|swing|exercise/i,
  environment: /垃圾|噪音|施工|油烟|公厕|太吵|rubbish|bins?\b|noise|toilet|smell/i,
  'roads-transport': /路面|坑|井盖|公交|红绿灯|停车|pothole|pavement|\bbus\b|traffic light|parking/i,
  housing: /物业|电梯|漏水|property|\blift\b|elevator|roof/i,
  education: /学校|老师|幼儿园|school|teacher|kindergarten/i,
  health: /医院|疫苗|大夫|hospital|doctor|vaccin/i,
  labour: /工资|社保|养老金|低保|wages|pension|allowance/i,
  'public-safety': /消防|着火|冒烟|电动车|流浪狗|高空抛物|\bfire\b|smoke|stray dog|e-bike/i,
  market: /超市|过期|退款|假货|refund|expired|counterfeit|short weight/i,
  disputes: /邻居|纠纷|抚养费|neighbour|dispute|child support/i,
};

/**
 * What an obedient model would answer: it finds the message between the marks in the last fenced turn and proposes by a few
 * words, in the resident's own, with codes from the schema only. It obeys nothing that the message says.
 */
export function obedientAnswer(turns: { role: string; content: string }[], codes: Codes): object {
  if (turns[0]?.content.startsWith('You look whether')) return { verdict: 'meets', missing: [] };
  const fenced = turns
    .map(({ content }) => /<<<(\S+)\n([\s\S]*)\n\1>>>/.exec(content)?.[2])
    .filter((text) => text !== undefined);
  const text = (fenced.at(-1) ?? '').replaceAll(`${heardMark}\n`, '');
  const kind = kindOf(text);
  const parts =
    kind === 'thanks' || kind === 'not_for_us'
      ? []
      : text.split(/(?:另外|还有一件事|\balso,?\b)[，,]?\s*/i).filter((part) => part.trim());
  return {
    language: /\p{Script=Han}/u.test(text) ? 'zh' : 'en',
    kind,
    problems: (parts.length > 0 || kind === 'thanks' || kind === 'not_for_us' ? parts : [text]).map((part) =>
      problem(part.trim(), codes),
    ),
  };
}

/** The codes that the request's schema allows; empty where it has none. */
export interface Codes {
  categories: string[];
}

function kindOf(text: string): string {
  if (/^(?:谢谢|感谢|thank)/i.test(text)) return 'thanks';
  if (/^(?:你好|hello|hi|哈+|asdf\w*)[!！。.\s]*$/i.test(text)) return 'not_for_us';
  if (/请问|怎么申请|how do i|\bwhere can i\b/i.test(text)) return 'question';
  if (/建议|i suggest/i.test(text)) return 'suggestion';
  return 'complaint';
}

function problem(text: string, { categories }: Codes): object {
  const found = Object.keys(words).filter((code) => words[code]!.test(text) && categories.includes(code));
  const [first = text] = text.split(/[，。！？\n]|[.!?,]\s/);
  const place =
    /[\p{Script=Han}\d]{2,8}?(?:路|街|小区|号楼)|\d+ [A-Z]\w+ (?:Street|Road|Lane)|[A-Z]\w+ (?:Street|Road|Lane)/u.exec(
      text,
    );
  return {
    evidence: first.trim() ? [first.trim()] : [],
    title: first.trim().slice(0, 40) || 'No words',
    description: text || 'No words',
    place: place?.[0] ?? null,
    since: /(?:三|两|一|几|\d+)天了|一个月|since \w+|for \w+ \w+/i.exec(text)?.[0] ?? null,
    wish: null,
    category: found[0] ?? null,
    runnerUp: found[1] ?? null,
    duty: null,
    missing: place ? [] : ['place'],
    urgency: /老人|孩子|结冰|停水|old people|child|icy/i.test(text) ? 'urgent' : 'normal',
  };
}
