import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invite, redeemInvite } from '../../core/people/invite.ts';
import { meet } from '../../core/people/meet.ts';
import { admin, type Desk, openDesk, reviewersGroup, wang } from './desk.ts';

const firstAdmin = 7001;

describe('people and roles', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk({ ADMIN_IDS: String(firstAdmin) });
    await desk.actors.request('POST', '/api/people', {
      id: firstAdmin,
      firstName: 'Ana',
      languageCode: 'en',
    });
  });
  afterAll(() => desk.close());

  let people = 7100;
  async function newcomer(name: string, languageCode = 'en'): Promise<number> {
    const id = ++people;
    await desk.actors.request('POST', '/api/people', { id, firstName: name, languageCode });
    return id;
  }

  const rolesOf = (telegramId: number) =>
    desk.deps.db.role.findMany({
      where: { person: { telegramId: BigInt(telegramId) }, revokedAt: null },
      select: { role: true, departmentCode: true },
    });

  /** The token of a fresh invitation, as the admin reads it in its link. */
  async function invitation(role: string, department?: string): Promise<string> {
    const { act, see, tap } = desk.actors;
    const { message } = await act(admin, admin, 'say', { text: '/invite' });
    const kinds = (one: { taps: { kind: string }[] }) => one.taps.some(({ kind }) => kind === 'invite');
    const menu = await see(admin, 'the roles', kinds, message.message_id);
    await desk.tapOnce(admin, admin, menu, (one) => one.kind === 'invite' && one.role === role);
    if (department)
      await tap(admin, admin, '', (one) => one.kind === 'inviteTo' && one.department === department);
    const link = await see(
      admin,
      'the link',
      ({ text, message_id }) => message_id === menu.message_id && text?.includes('?start='),
    );
    return /\?start=([\w-]+)/.exec(link.text!)![1]!;
  }

  async function open(person: number, payload: string): Promise<string> {
    const { message } = await desk.actors.act(person, person, 'start', { payload });
    return (await desk.actors.see(person, 'an answer', ({ from }) => from?.is_bot, message.message_id)).text!;
  }

  async function answerTo(person: number, text: string, chat = person): Promise<string> {
    const { message } = await desk.say(chat, person, text);
    return (await desk.actors.see(chat, 'an answer', ({ from }) => from?.is_bot, message.message_id)).text!;
  }

  test('the first admin is whoever ADMIN_IDS names, from their first word on', async () => {
    expect(await rolesOf(firstAdmin)).toEqual([]);
    expect(await answerTo(firstAdmin, '/staff')).toContain('Ana — admin');
    expect(await rolesOf(firstAdmin)).toEqual([{ role: 'admin', departmentCode: null }]);
  });

  test.each([
    ['en', 'Welcome. You are now: department member, Water Bureau.'],
    ['zh', '欢迎，您现在是 水务局 部门成员。'],
  ])(
    'a link gives its role and department, and welcomes in the language of whoever opens it (%s)',
    async (language, welcome) => {
      const token = await invitation('department_member', 'water');
      const person = await newcomer('Bo', language);
      expect(await open(person, token)).toContain(welcome);
      expect(await rolesOf(person)).toEqual([{ role: 'department_member', departmentCode: 'water' }]);
    },
  );

  test('a link works once: whoever opens it second gets nothing', async () => {
    const token = await invitation('reviewer');
    const [first, second] = [await newcomer('Cy'), await newcomer('Di')];
    await open(first, token);
    expect(await open(second, token)).toBe(
      'This invitation has been used. Please ask an admin for a new one.',
    );
    expect(await rolesOf(second)).toEqual([]);
  });

  test('whoever has opened a link may open it again and holds its role once', async () => {
    const token = await invitation('reviewer');
    const person = await newcomer('Eli');
    await open(person, token);
    expect(await open(person, token)).toContain('Welcome. You are now: reviewer');
    expect(await rolesOf(person)).toHaveLength(1);
  });

  test('of two who open a link at once, one gets in', async () => {
    const token = await invitation('supervisor');
    const both = [await newcomer('Flo'), await newcomer('Gus')];
    const answers = await Promise.all(both.map((person) => open(person, token)));
    expect(answers.filter((text) => text.startsWith('Welcome'))).toHaveLength(1);
    expect((await Promise.all(both.map(rolesOf))).flat()).toEqual([
      { role: 'supervisor', departmentCode: null },
    ]);
  });

  test('of many who take an invitation up in the same moment, one gets in', async () => {
    const { deps } = desk;
    const { token } = await invite(deps, {
      role: 'grid_worker',
      departmentCode: null,
      by: (await desk.personOf(admin)).id,
    });
    const crowd = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        meet(deps, { telegramId: BigInt(7900 + index), name: 'Crowd' }),
      ),
    );
    const outcomes = await Promise.all(crowd.map(({ id }) => redeemInvite(deps, { token, personId: id })));
    expect(outcomes.filter(({ kind }) => kind === 'welcome')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'used')).toHaveLength(7);
  });

  test('a link works for 48 hours and no longer', async () => {
    const token = await invitation('reviewer');
    const row = await desk.deps.db.invite.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(row.expiresAt.getTime() - row.createdAt.getTime()).toBe(48 * 3_600_000);
    await desk.deps.db.invite.update({ where: { id: row.id }, data: { expiresAt: new Date() } });
    const person = await newcomer('Hal');
    expect(await open(person, token)).toContain('has expired');
    expect(await rolesOf(person)).toEqual([]);
  });

  test('only the hash of a link is stored', async () => {
    const token = await invitation('reviewer');
    const row = await desk.deps.db.invite.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(JSON.stringify(row)).not.toContain(token.slice(2));
  });

  test('a made-up link gives nothing', async () => {
    const person = await newcomer('Ivo');
    expect(await open(person, 'i-AAAAAAAAAAAAAAAAAAAAAA')).toContain('is not valid');
    expect(await rolesOf(person)).toEqual([]);
  });

  test('the link of somebody who is no admin any more gives nothing', async () => {
    const other = await newcomer('Jo');
    await open(other, await invitation('admin'));
    const token = await invitation('reviewer');
    const [{ id }, jo] = [
      await desk.deps.db.invite.findFirstOrThrow({ orderBy: { id: 'desc' } }),
      await desk.personOf(other),
    ];
    await desk.deps.db.invite.update({ where: { id }, data: { invitedById: jo.id } });
    await revoke(other);
    const person = await newcomer('Kit');
    expect(await open(person, token)).toContain('is not valid');
    expect(await rolesOf(person)).toEqual([]);
  });

  async function revoke(person: number, as: number = admin): Promise<string> {
    const { id, name } = await desk.personOf(person);
    const { message } = await desk.say(as, as, `/revoke ${name}`);
    const isOffered = (one: { kind: string }) => one.kind === 'revoke';
    const menu = await desk.actors.see(as, 'whom', (one) => one.taps.some(isOffered), message.message_id);
    await desk.tapOnce(as, as, menu, (one) => one.kind === 'revoke' && one.person === id);
    const done = await desk.actors.see(
      as,
      'what came of it',
      (one) => one.message_id === menu.message_id && !one.taps.some(isOffered),
    );
    return done.text!;
  }

  test('an old link does not give back a role that was taken away', async () => {
    const token = await invitation('reviewer');
    const person = await newcomer('Lou');
    await open(person, token);
    expect(await revoke(person)).toBe('已取消 Lou 的全部权限。');
    expect(await rolesOf(person)).toEqual([]);
    expect(await open(person, token)).toContain('has been used');
    expect(await rolesOf(person)).toEqual([]);
    await open(person, await invitation('reviewer'));
    expect(await rolesOf(person)).toHaveLength(1);
  });

  test('the last admin stays', async () => {
    for (const { personId } of await desk.deps.db.role.findMany({
      where: { role: 'admin', revokedAt: null, person: { telegramId: { not: BigInt(admin) } } },
    }))
      await desk.deps.db.role.updateMany({ where: { personId }, data: { revokedAt: new Date() } });
    expect(await revoke(admin)).toBe('这是最后一位管理员，不能取消。');
    expect(await rolesOf(admin)).toEqual([{ role: 'admin', departmentCode: null }]);
  });

  test('the list names everybody who holds a role, and nobody else', async () => {
    const person = await newcomer('Moe <3');
    await open(person, await invitation('grid_worker'));
    const list = await answerTo(admin, '/staff');
    expect(list).toContain('• Moe <3 — 网格员');
    expect(list).toContain('• 王强 — 审核员');
    expect(list).toContain('• 何涛 — 部门成员 · 水务局');
    await revoke(person);
    expect(await answerTo(admin, '/staff')).not.toContain('Moe');
  });

  test('a list too long for one message keeps both ends', async () => {
    const people = Array.from({ length: 150 }, (_, index) => ({
      name: `A colleague with a rather long name, number ${index}`,
      language: 'en',
      createdAt: new Date(),
    }));
    const rows = await desk.deps.db.person.createManyAndReturn({ data: people });
    await desk.deps.db.role.createMany({
      data: rows.map(({ id }) => ({ personId: id, role: 'grid_worker', grantedAt: new Date() })),
    });
    const list = await answerTo(admin, '/staff');
    expect(list).toContain('王强');
    expect(list).toContain('number 149');
    await desk.deps.db.role.updateMany({
      where: { personId: { in: rows.map(({ id }) => id) } },
      data: { revokedAt: new Date() },
    });
  });

  test.each(['/invite', '/staff', '/revoke', '/here', '/webhook water https://example.org'])(
    '%s is for admins only',
    async (command) => {
      const said = await answerTo(wang, command);
      expect(said).toBe('您没有这项权限，请找管理员。');
    },
  );

  test('a link is made in private only, as whoever sees it gets in', async () => {
    expect(await answerTo(admin, '/invite', reviewersGroup)).toBe('请在与我的私聊里用这个命令。');
    const invites = await desk.deps.db.invite.count();
    const message = (await desk.actors.messages(reviewersGroup)).at(-1)!.message_id;
    await desk.actors.act(reviewersGroup, admin, 'tap', { message, data: 'invite:admin' });
    expect(await desk.deps.db.invite.count()).toBe(invites);
  });

  test.each(['invite:admin', 'inviteTo:water', 'revoke:1', 'here:reviewers'])(
    'a forged tap of %s by somebody who is no admin changes nothing',
    async (data) => {
      const before = await desk.deps.db.role.count({ where: { revokedAt: null } });
      const [invites, channels] = [await desk.deps.db.invite.count(), await desk.deps.db.channel.count()];
      await answerTo(wang, '/start');
      const tapped = await desk.actors.act<{ text?: string }>(wang, wang, 'tap', {
        message: await desk.lastIn(wang),
        data,
      });
      expect(tapped.text).toBe('您没有这项权限，请找管理员。');
      expect(await desk.deps.db.role.count({ where: { revokedAt: null } })).toBe(before);
      expect(await desk.deps.db.invite.count()).toBe(invites);
      expect(await desk.deps.db.channel.count()).toBe(channels);
    },
  );
});
