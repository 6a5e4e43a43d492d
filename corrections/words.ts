import type { Language } from '../core/deps.ts';

const en = {
  category: 'category',
  all: 'in all',
  none: 'none suggested',
  noCall: 'no call',
  accuracy: {
    head: (day: string, reviews: number) => `Suggestions beside ${reviews} reviews that stand, since ${day}`,
    note: 'Shares with their 95 % interval in brackets. Overridden: of those for which a category was suggested and one was chosen.',
    columns: [
      'reviews',
      'overridden',
      'right where sure',
      'runner-up right',
      'calibration error',
      'rejected',
      'sorted by hand',
      'median to decide',
    ],
    groups: {
      byCategory: 'suggested category',
      bySource: 'source',
      byPrompt: 'prompt',
      byModel: 'model',
      byCatalog: 'catalogue version',
    },
    sources: { both: 'model and classifier', model: 'model', local: 'classifier', none: 'unsorted' },
    calibration: ['confidence shown', 'right', 'reviews'],
    unsure: (all: number, first: number, runnerUp: number, another: number, rejected: number) =>
      `Unsure ${all} times: the first was right ${first} times, the runner-up ${runnerUp}, another ${another}, rejected ${rejected}.`,
    cascaded: (calls: number, right: string) =>
      `The local classifier answered alone, and saved a call, ${calls} times; right ${right}.`,
    spending: [
      'day',
      'purpose',
      'calls',
      'outcomes',
      'tokens in',
      'tokens out',
      'cost',
      'half within',
      '95 % within',
    ],
    noCalls: 'The model was not called.',
  },
  replay: {
    head: (cases: number, source: string) => `${cases} reviewed cases suggested for again, by ${source}`,
    sources: { model: 'the model', local: 'the local classifier' },
    compared: {
      suggestion: 'As staff are shown it',
      model: 'The model by itself',
      local: 'The local classifier by itself',
    },
    note: 'Difference: now less then, with its 95 % interval. Chance: that they would come apart so far if neither were better (McNemar, corrected by Holm).',
    columns: ['cases', 'right then', 'right now', 'only then', 'only now', 'difference', 'chance'],
    verdicts: { worse: 'worse', better: 'better', alike: '' },
    verdict: (worse: string) =>
      worse === '' ? 'Nothing is worse beyond chance.' : `Worse beyond chance: ${worse}.`,
    nothing: 'There is no case that could be compared.',
    tooFew: (compared: number, cases: number) =>
      `Only ${compared} of ${cases} cases could be compared, fewer than half: nothing can be said, and the gate stays shut.`,
    spared: (count: number) =>
      `${count} answered by the local classifier alone, without a call (TRIAGE_CASCADE)`,
    leftOut: {
      category: (code: string, references: string) => `Not in this catalogue: ${code} (${references})`,
      incomparable: (count: number) => `Left out: ${count} with nothing from then to compare with`,
      wordless: (count: number) => `Left out: ${count} whose words were erased, or that never had any`,
      notCompared: (why: string, count: number) =>
        `Not compared: ${count}, as the model did not answer (${why})`,
    },
    spent: (calls: number, tokensIn: number, tokensOut: number, cost: string) =>
      `${calls} calls, ${tokensIn} tokens in, ${tokensOut} out, cost ${cost}`,
    noPrices: 'unknown, as no prices are set',
  },
};

export type Words = typeof en;

const zh: Words = {
  category: '类别',
  all: '合计',
  none: '未建议类别',
  noCall: '未调用模型',
  accuracy: {
    head: (day, reviews) => `自 ${day} 起 ${reviews} 条有效审核与机器建议的对照`,
    note: '比例后括号内为 95% 置信区间。改判率：机器给出类别、人也选定类别的审核中，被改判的比例。',
    columns: [
      '审核数',
      '改判率',
      '有把握时正确率',
      '次选命中率',
      '校准误差',
      '直接办结',
      '人工分类',
      '审核用时中位数',
    ],
    groups: {
      byCategory: '建议类别',
      bySource: '来源',
      byPrompt: '提示词版本',
      byModel: '模型',
      byCatalog: '目录版本',
    },
    sources: { both: '模型与分类器一致', model: '模型', local: '分类器', none: '未分类' },
    calibration: ['显示的把握', '实际正确', '审核数'],
    unsure: (all, first, runnerUp, another, rejected) =>
      `拿不准 ${all} 次：首选正确 ${first} 次，次选正确 ${runnerUp} 次，另选 ${another} 次，直接办结 ${rejected} 次。`,
    cascaded: (calls, right) => `本地分类器独自作答、省去调用 ${calls} 次；正确率 ${right}。`,
    spending: [
      '日期',
      '用途',
      '调用',
      '结果',
      '输入词元',
      '输出词元',
      '费用',
      '半数用时不超过',
      '95% 用时不超过',
    ],
    noCalls: '没有调用过模型。',
  },
  replay: {
    head: (cases, source) => `由${source}对 ${cases} 个已审核案例重新建议`,
    sources: { model: '模型', local: '本地分类器' },
    compared: { suggestion: '给工作人员的建议', model: '模型单独', local: '本地分类器单独' },
    note: '差值：现在减当时，括号内为 95% 置信区间。偶然概率：若两者并无优劣，出现这种差距的概率（McNemar 精确检验，Holm 校正）。',
    columns: ['案例', '当时正确', '现在正确', '仅当时', '仅现在', '差值', '偶然概率'],
    verdicts: { worse: '变差', better: '变好', alike: '' },
    verdict: (worse) => (worse === '' ? '没有超出偶然的退步。' : `超出偶然的退步：${worse}。`),
    nothing: '没有可以比较的案例。',
    tooFew: (compared, cases) =>
      `${cases} 个案例中只有 ${compared} 个可以比较，不足一半，无法得出结论，不予放行。`,
    spared: (count) => `由本地分类器独自作答、未调用模型 ${count} 个（TRIAGE_CASCADE）`,
    leftOut: {
      category: (code, references) => `此目录中没有：${code}（${references}）`,
      incomparable: (count) => `略去：当时没有可供比较的建议 ${count} 个`,
      wordless: (count) => `略去：文字已删除或本无文字的 ${count} 个`,
      notCompared: (why, count) => `未比较：模型没有回答（${why}）${count} 个`,
    },
    spent: (calls, tokensIn, tokensOut, cost) =>
      `调用 ${calls} 次，输入词元 ${tokensIn}，输出词元 ${tokensOut}，费用 ${cost}`,
    noPrices: '未知（未设价格）',
  },
};

export const wordsIn: Record<Language, Words> = { zh, en };
