import type { SuggestionOnCard } from '../../core/cards/suggestion-on-card.ts';
import type { Said } from '../../core/cards/thread.ts';
import type { DepartmentView, ResidentView, ReviewView, TicketForResident } from '../../core/cards/views.ts';
import type { Language } from '../../core/deps.ts';

/** Views as the verbs make them, for cards that a test wants to read. */
const at = new Date('2026-11-24T02:00:00Z');
const dueAt = new Date('2026-11-25T09:30:00Z');

export const names = {
  category: { zh: '道路交通', en: 'Roads and transport' },
  other: { zh: '公共设施', en: 'Public facilities' },
  department: { zh: '城市管理局', en: 'Urban Management Bureau' },
  duty: { zh: '负责城市道路照明设施的维护', en: 'Maintains the street lighting' },
} as const;

export function addressed(language: Language) {
  return { language, timeZone: 'Asia/Shanghai', reference: '7K4-2QD' };
}

export function said(text: string | null, more: Partial<Said> = {}): Said {
  return {
    who: 'resident',
    department: null,
    purpose: 'report',
    text,
    media: [],
    heard: [],
    unheard: false,
    edited: false,
    forwarded: false,
    at,
    ...more,
  };
}

export function suggestion(more: Partial<SuggestionOnCard> = {}): SuggestionOnCard {
  return {
    source: 'model',
    failure: null,
    category: { code: 'roads', name: names.category, department: names.department },
    runnerUp: { code: 'facilities', name: names.other },
    duty: names.duty,
    unowned: false,
    elsewhere: null,
    evidence: ['路灯坏了三天'],
    confidence: 0.87,
    unsure: false,
    unreadPhotos: 0,
    takenFor: null,
    untilAnswered: false,
    other: null,
    ruled: null,
    ...more,
  };
}

const draft = {
  ticketId: 2 ** 31 - 1,
  version: 2 ** 31 - 1,
  urgency: 'normal',
  emergency: null,
  erased: false,
  title: '路灯坏了',
  description: '三号楼门口的路灯坏了三天',
  place: '三号楼门口',
  point: { latitude: 39.9042, longitude: 116.4074, name: null },
  since: '三天前',
  wish: '尽快修好',
  answer: null,
  ending: null,
} as const;

export function reviewView(language: Language, more: Partial<ReviewView> = {}): ReviewView {
  return {
    kind: 'review',
    ...addressed(language),
    ...draft,
    complaintId: 1,
    status: 'in_review',
    superseded: false,
    ordinal: 1,
    siblings: 1,
    what: 'complaint',
    missing: [],
    seenBy: null,
    proxy: null,
    disputed: false,
    wantsHuman: false,
    thread: [said('三号楼门口的路灯坏了三天，晚上看不见路')],
    suggestion: suggestion(),
    decision: null,
    canTakeBack: false,
    neighbours: [],
    group: null,
    canAmend: false,
    promisedFor: null,
    assigned: null,
    delivery: null,
    failedRecall: null,
    returned: null,
    question: null,
    hops: 0,
    ...more,
  };
}

/** As `reviewView`, where a reviewer has confirmed. */
export function decidedView(language: Language, more: Partial<ReviewView> = {}): ReviewView {
  return reviewView(language, {
    status: 'confirmed',
    decision: { verdict: 'confirmed', ruling: false, by: '王强', at, rejection: null },
    assigned: { category: names.category, department: names.department, dueAt },
    delivery: { id: 2 ** 31 - 1, state: 'due', failure: null },
    canTakeBack: true,
    ...more,
  });
}

export function departmentView(language: Language, more: Partial<DepartmentView> = {}): DepartmentView {
  return {
    kind: 'department',
    ...addressed(language),
    ...draft,
    over: null,
    wentTo: null,
    ruled: null,
    together: null,
    status: 'dispatched',
    errand: 'complaint',
    unowned: false,
    category: names.category,
    duty: names.duty,
    thread: [said('三号楼门口的路灯坏了三天，晚上看不见路')],
    seenBy: null,
    proxy: null,
    dueAt,
    acceptBy: null,
    answerBy: null,
    pausedAt: null,
    round: 1,
    acceptedBy: null,
    group: null,
    promisedFor: null,
    returned: null,
    ...more,
  };
}

export function residentTicket(more: Partial<TicketForResident> = {}): TicketForResident {
  return {
    id: 1,
    reference: '7K4-2QD-2',
    status: 'in_review',
    urgency: 'normal',
    title: '路灯坏了',
    place: '三号楼门口',
    since: '三天前',
    disputed: false,
    department: null,
    dueAt: null,
    promisedFor: null,
    escalated: false,
    rejection: null,
    answer: null,
    errand: 'complaint',
    ending: null,
    group: null,
    ...more,
  };
}

export function residentView(language: Language, more: Partial<ResidentView> = {}): ResidentView {
  return {
    kind: 'resident',
    ...addressed(language),
    complaintId: 2 ** 31 - 1,
    heardAt: at,
    status: 'triaged',
    what: 'complaint',
    wantsHuman: false,
    tickets: [residentTicket()],
    asked: [],
    hasPoint: false,
    together: null,
    heardByMachine: false,
    proxy: null,
    forConcerned: false,
    ...more,
  };
}

export const times = { at, dueAt };
