/** Several residents who tell of one problem. Values that are put in are HTML; toasts (`tap`) and buttons are plain. */
export const neighbourTexts = {
  neighbours: {
    title: '👥 可能是同一件事：',
    score: (percent: number) => `相似 ${percent}%`,
    ended: '已结束，不能并入',
    joined: (count: number) => `👥 另有 ${count} 件并入本件`,
    mergedInto: (reference: string, status: string) => `👥 已并入 <code>${reference}</code>（${status}）`,
    also: (places: string) => `📍 他们说的位置：${places}`,
    answerToAll: (people: number) => `✉️ 答复会原样发给这 ${people} 位居民，请不要写姓名、电话。`,
    buttons: {
      look: (reference: string) => `👁 看 ${reference}`,
      merge: (reference: string) => `👥 并入 ${reference}`,
      unmerge: '↩️ 分开办理',
    },
    look: {
      title: (reference: string, at: string) => `<code>${reference}</code> · ${at}`,
      gone: '找不到这一件了。',
      erased: '居民已删除个人信息。',
    },
    tap: {
      merged: (reference: string) => `已并入 ${reference}`,
      'lead-ended': (reference: string, status: string) => `${reference} ${status}，不能并入`,
      'lead-gone': '找不到要并入的那一件。',
      itself: '它已经并入本件了。',
      unmerged: '已分开，可以单独处理',
      'not-merged': '它没有并入别的。',
      'too-late': '一起办的那件已经结束，不能再分开。',
    },
    /** What a resident reads. */
    resident: {
      merged: '👥 与邻居反映的同一件事一起办理。',
      ownMerged: '👥 与您反映过的同一件事一起办理。',
      others: (count: number) => `👥 还有 ${count} 位邻居也反映了这件事。`,
      closedByOther: '邻居已确认解决。',
      reopenedByOther: (department: string) => `有邻居说没有解决，已请${department}重新办。`,
      notSolvedByOther: '有邻居说还没有解决，已请部门重新办。',
    },
  },
};
