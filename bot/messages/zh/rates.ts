/** `/rates`: the three rates, with the numbers behind them. Values that are put in are HTML. */
export const ratesTexts = {
  rates: {
    title: (days: number) => `<b>最近 ${days} 天的三率</b>（按居民反映的日子算）`,
    none: '这段时间还没有可以计算的工单。',
    noSuchDepartment: (name: string) => `没有“${name}”这个部门。`,
    overall: '全部',
    names: { response: '响应率', resolution: '解决率', satisfaction: '满意率' },
    line: (name: string, value: string) => `${name}：${value}`,
    /** The share, the numbers, and where it may lie. */
    share: ({ percent, good, all, low, high }: Shown) =>
      `${percent}%（${all} 件中 ${good} 件，${low}–${high}%）`,
    few: (good: number, all: number) => `太少，不算（${good}/${all}）`,
    nothing: '无',
    adjusted: (percent: number) => `，按案件构成调整后 ${percent}%`,
    returns: (all: number, inVain: number) =>
      `退回 ${all} 次${inVain > 0 ? `，其中 ${inVain} 次最后仍归它` : ''}`,
    unheard: (count: number) => `答复后居民没有回音 ${count} 件（不算满意，也不算解决）`,
    how: '分类别看：/rates 部门代码。算法见 docs/rates.md。',
  },
};

export interface Shown {
  percent: number;
  good: number;
  all: number;
  low: number;
  high: number;
}
