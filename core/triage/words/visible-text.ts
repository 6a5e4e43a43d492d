/** The text without what no reader sees: zero-width and control characters, turns of direction, tags, blank fillers. */
export function withoutHidden(text: string): string {
  return text.replace(/(?!\s)\p{Cc}|\p{Cf}|\p{Variation_Selector}|\u034F|\u115F|\u1160|\u3164|\uFFA0/gu, '');
}

/**
 * The text as a reader sees it, for rules that look for words in it: full-width and other compatibility letters become plain
 * (NFKC), what is invisible goes, Cyrillic and Greek letters within a Latin word become what they look like, curly
 * apostrophes become straight, traditional characters of our rules simplified, letters small. Marks beside Chinese are
 * full-width, however they were typed, so that a rule's "not beyond the comma" holds.
 */
export function visibleText(text: string): string {
  const plain = withoutHidden(text.normalize('NFKC'))
    .replace(mixedWord, (word) => [...word].map((letter) => lookAlikes.get(letter) ?? letter).join(''))
    .replace(/[‘’]/g, "'")
    .replace(markBesideHan, (mark) => wideMarks[',!?;:'.indexOf(mark)]!);
  return plain.replace(/[\u4E00-\u9FFF]/g, (char) => simplified.get(char) ?? char).toLowerCase();
}

/** A word with letters of Latin and of another alphabet in it: nobody writes so, but to hide what it says. */
const mixedWord =
  /(?<![\p{L}])(?=[\p{L}]*\p{Script=Latin})(?=[\p{L}]*[\p{Script=Cyrillic}\p{Script=Greek}])[\p{L}]+/gu;
const latin = 'aceopxyijskmthbAOlvnuaeopEKMHBTXPC';
const alike = 'асеорхуіјѕкмтнвΑΟӏνпυαεορЕКМНВТХРС';
const lookAlikes = new Map([...alike].map((letter, at) => [letter, latin[at]!]));

const markBesideHan = /(?<=\p{Script=Han}\s?)[,!?;:]|[,!?;:](?=\s?\p{Script=Han})/gu;
const wideMarks = '，！？；：';

// Only characters that the rules for emergencies and kinds use. A whole conversion would need a dictionary.
const pairs =
  '氣气 煙烟 樓楼 牆墙 電电 線线 觸触 燒烧 災灾 著着 門门 車车 暈晕 殺杀 輕轻 傷伤 壓压 沒没 從从 開开 關关 ' +
  '溝沟 無无 斷断 裡里 裏里 進进 還还 們们 個个 臟脏 髒脏 脫脱 擊击 搶抢 綁绑 緊紧 聞闻 洩泄 來来 ' +
  '點点 爐炉 險险 體体 廠厂 孫孙 爺爷 媽妈 親亲 鄰邻 樹树 橋桥 滅灭 過过 問问 請请 謝谢 議议 麼么 嗎吗 為为 應应 該该 ' +
  '塊块 邊边 機机 壞坏 頂顶 發发 響响 經经 現现 場场 處处 燈灯 幾几 連连 區区 層层 陽阳 臺台 後后 對对 動动 瘋疯 喪丧 竄窜 躥蹿 噴喷 鎖锁 頭头 臉脸 滿满 ' +
  '銅铜 婦妇 產产 難难 聽听 報报';
const simplified = new Map(pairs.split(' ').map((pair) => [pair[0]!, pair[1]!]));
