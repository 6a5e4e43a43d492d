import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { type Cast, type CastGroup, type CastPerson, nameSchema } from './cast.ts';
import { isInGroup, nextMessageId, standingRecords } from './chats.ts';
import { ActError } from './errors.ts';
import { showGroup, showPrivateChat, showUser } from './show.ts';
import type { Group, Person, WorldRecord } from './state.ts';
import type { Message, UpdateContent, User } from './telegram.ts';
import { updateRecords } from './updates.ts';
import { unixTime, type World } from './world.ts';

const personFields = {
  firstName: nameSchema,
  lastName: nameSchema.optional(),
  username: z
    .string()
    .regex(/^\w{3,32}$/)
    .optional(),
  languageCode: z.string().min(2).max(16),
};
export const newPersonSchema = z.object({
  ...personFields,
  id: z.number().int().positive().optional(),
  role: z.string().optional(),
});
export const personPatchSchema = z
  .object({ ...personFields, blocked: z.boolean(), deleted: z.boolean() })
  .partial();
export const newGroupSchema = z.object({
  id: z.number().int().negative().optional(),
  title: nameSchema,
  members: z.array(z.number()),
  admins: z.array(z.number()).optional().describe('the first is the creator; default: the first member'),
  supergroup: z.boolean().default(false),
  bot: z.enum(['member', 'administrator', 'left']).default('member'),
});
export const groupPatchSchema = z
  .object({
    title: nameSchema,
    add: z.array(z.number()),
    remove: z.array(z.number()),
    admins: z.array(z.number()),
    bot: z.enum(['member', 'administrator', 'left', 'kicked']),
  })
  .partial();

/** Puts in who is missing from the world; who is there already stays as they are. Tells the bot nothing. */
export function seedCast(world: World, cast: Cast): void {
  const { people, groups } = world.state;
  const records: WorldRecord[] = [
    ...cast.people
      .filter(({ id }) => !people.has(id))
      .map((p) => ({ t: 'person' as const, person: seeded(p) })),
    ...cast.groups
      .filter(({ id }) => !groups.has(id))
      .map((g) => ({ t: 'group' as const, group: seededGroup(g) })),
  ];
  world.commit(...records);
}

export function addPerson(world: World, fields: z.infer<typeof newPersonSchema>): Person {
  const id = fields.id ?? freeId((n) => world.state.people.has(n));
  if (world.state.people.has(id)) throw new ActError(409, `there is a person ${id} already`);
  const person: Person = { started: false, blocked: false, deleted: false, ...fields, id };
  world.commit({ t: 'person', person });
  return person;
}

/** Blocking and unblocking reaches the bot as a my_chat_member update; the rest it sees in the next message. */
export function patchPerson(world: World, id: number, patch: z.infer<typeof personPatchSchema>): Person {
  const person = findPerson(world, id);
  const changed: Person = { ...person, ...patch };
  const told = changed.blocked === person.blocked ? [] : blockUpdate(world, changed);
  world.commit({ t: 'person', person: changed }, ...told);
  return changed;
}

/** The bot learns that it was added: my_chat_member, and the message that everybody in the group sees. */
export function addGroup(world: World, fields: z.infer<typeof newGroupSchema>): Group {
  const { supergroup, bot, members, title } = fields;
  for (const member of members) findPerson(world, member);
  const base = supergroup ? -1_000_000_000_000 : 0;
  const id = fields.id ?? base - freeId((n) => world.state.groups.has(base - n));
  if (world.state.groups.has(id)) throw new ActError(409, `there is a group ${id} already`);
  const admins = fields.admins ?? members.slice(0, 1);
  world.commit({ t: 'group', group: { id, title, members, admins, bot: 'left' } });
  return bot === 'left' ? findGroup(world, id) : setBotStanding(world, findGroup(world, id), bot);
}

export function patchGroup(world: World, id: number, patch: z.infer<typeof groupPatchSchema>): Group {
  let group = findGroup(world, id);
  for (const person of [...(patch.add ?? []), ...(patch.admins ?? [])]) findPerson(world, person);
  if (patch.bot && patch.bot !== group.bot) group = setBotStanding(world, group, patch.bot);
  const admins = patch.admins ?? group.admins;
  const kept = group.members.filter((member) => !patch.remove?.includes(member));
  const members = [...new Set([...kept, ...(patch.add ?? []), ...admins])];
  const changed: Group = { ...group, title: patch.title ?? group.title, members, admins };
  world.commit({ t: 'group', group: changed }, ...membershipRecords(world, group, changed));
  return changed;
}

export function findPerson(world: World, id: number): Person {
  const person = world.state.people.get(id);
  if (!person) throw new ActError(404, `there is no person ${id}`);
  return person;
}

export function findGroup(world: World, id: number): Group {
  const group = world.state.groups.get(id);
  if (!group) throw new ActError(404, `there is no group ${id}`);
  return group;
}

/** my_chat_member for a private chat: the person blocked the bot, or let it in again. */
export function blockUpdate(world: World, person: Person): WorldRecord[] {
  const member = (isBlocked: boolean) => ({ status: isBlocked ? 'kicked' : 'member', user: world.bot });
  return updateRecords(world, person.id, {
    my_chat_member: {
      chat: showPrivateChat(person),
      from: showUser(person),
      date: unixTime(world),
      old_chat_member: member(!person.blocked),
      new_chat_member: member(person.blocked),
    },
  });
}

function setBotStanding(world: World, group: Group, standing: Group['bot']): Group {
  const by = showUser(findPerson(world, group.admins[0] ?? group.members[0] ?? 0));
  const wasIn = isInGroup(group);
  const changed = { ...group, bot: standing };
  world.commit(...standingRecords(world, group, standing, by));
  if (!wasIn && isInGroup(changed)) {
    world.commit(...serviceRecords(world, changed, by, [{ new_chat_members: [world.bot] }]));
  }
  return changed;
}

function membershipRecords(world: World, before: Group, after: Group): WorldRecord[] {
  const user = (id: number) => showUser(findPerson(world, id));
  const came = after.members.filter((id) => !before.members.includes(id)).map(user);
  const left = before.members.filter((id) => !after.members.includes(id)).map(user);
  const by = user(after.admins[0] ?? after.members[0] ?? before.members[0]!);
  const isRenamed = JSON.stringify(before.title) !== JSON.stringify(after.title);
  return serviceRecords(world, after, by, [
    ...(came.length > 0 ? [{ new_chat_members: came }] : []),
    ...left.map((person) => ({ left_chat_member: person })),
    ...(isRenamed ? [{ new_chat_title: showGroup(world, after).title ?? '' }] : []),
  ]);
}

function serviceRecords(world: World, group: Group, from: User, contents: Partial<Message>[]): WorldRecord[] {
  const first = nextMessageId(world, group.id);
  const place = { date: unixTime(world), chat: showGroup(world, group), from };
  const messages = contents.map((content, index) => ({ message_id: first + index, ...place, ...content }));
  const told: UpdateContent[] = isInGroup(group) ? messages.map((message) => ({ message })) : [];
  return [
    ...messages.map((message) => ({ t: 'message' as const, message })),
    ...updateRecords(world, group.id, ...told),
  ];
}

function seeded({ started = false, ...person }: CastPerson): Person {
  return { ...person, started, blocked: false, deleted: false };
}

function seededGroup(group: CastGroup): Group {
  return { ...group, admins: group.members.slice(0, 1), bot: 'administrator' };
}

function freeId(isTaken: (id: number) => boolean): number {
  for (;;) {
    const id = randomInt(10_000_000, 2_000_000_000);
    if (!isTaken(id)) return id;
  }
}
