import { departmentGroup, reviewersGroup } from '../../town.ts';

/** Where somebody sits: who, and in which chat. */
export interface Seat {
  person: number;
  chat: number;
}

export const residents = Array.from({ length: 24 }, (_, index) => 9001 + index);
const [reviewer, admin] = [2001, 2005] as const;
const water = departmentGroup('water');

/** Mostly residents in chats of their own; staff in theirs and in groups; and two of whom the chat knows nothing. */
export const seats: Seat[] = [
  ...residents.map((id) => ({ person: id, chat: id })),
  { person: 9901, chat: 9901 },
  { person: 9902, chat: 9902 },
  { person: reviewer, chat: reviewer },
  { person: reviewer, chat: reviewersGroup },
  { person: admin, chat: admin },
  { person: admin, chat: water.chat },
  { person: water.member, chat: water.chat },
  { person: 9001, chat: reviewersGroup },
];
