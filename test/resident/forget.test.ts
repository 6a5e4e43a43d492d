import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRows } from '../support/all-rows.ts';
import { openStage, referenceIn, reviewersGroup, type Stage, saying, understood } from './stage.ts';

describe('/forget', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  const person = 7_311_846_209;
  const name = '欧阳百灵';
  const username = 'bailing_canary';
  const canaries = [String(person), name, username, '金丝雀', '13977778888', '百灵鸟'];

  it('erases the person from every table and group, keeps the numbers, and lets them begin anew', async () => {
    const { actors, deps } = stage;
    await actors.request('POST', '/api/people', {
      id: person,
      firstName: name,
      username,
      languageCode: 'zh',
    });
    await actors.act(person, person, 'start');
    const say = (text: string, more: object = {}) => actors.act(person, person, 'say', { text, ...more });
    const lamp = '金丝雀小区南门的路灯坏了三天了，我的电话13977778888';

    // One with a department, photo and all; one put right and in review; one still being written.
    await actors.act(person, person, 'photo', { caption: lamp });
    const first = await understood(actors, person);
    const department = await stage.dispatch(first.reference);
    await actors.see(department.chat, 'the photo', (one) => 'photo' in one, department.card.message_id);
    await actors.act(person, person, 'venue', {
      latitude: 41.8,
      longitude: 123.4,
      title: '百灵鸟茶馆',
      address: '金丝雀路1号',
      replyTo: first.card.message_id,
    });
    await actors.see(department.chat, 'the venue', (one) => saying(one, '百灵鸟茶馆'));
    await deps.db.message.updateMany({ where: { chatId: BigInt(person) }, data: { sentAt: new Date(0) } });
    const { message } = await say('金丝雀小区的垃圾好几天没人清了');
    const second = await understood(actors, person, message.message_id);
    await actors.tap(person, person, second.reference, ({ kind }) => kind === 'wrong');
    await say('百灵鸟茶馆门口的垃圾');
    await stage.reviewCard(second.reference, '百灵鸟');
    await actors.act(person, person, 'edit', {
      message: message.message_id,
      text: '金丝雀小区的垃圾一周没人清了',
    });
    await stage.reviewCard(second.reference, '一周');
    // What the program could not handle was put aside as it came.
    await deps.db.telegramUpdate.create({
      data: {
        updateId: 99_000_001n,
        lane: BigInt(person),
        payload: { message: { text: '金丝雀', from: { id: person } } },
        receivedAt: deps.now(),
        handledAt: deps.now(),
        failure: 'Error',
      },
    });

    const groups = [reviewersGroup, department.chat];
    const said = async () => JSON.stringify(await Promise.all(groups.map((chat) => actors.messages(chat))));
    const found = (text: string) => canaries.filter((canary) => text.includes(canary));
    expect(found(await allRows(stage.deps.db))).toEqual(canaries);
    expect(found(await said())).toEqual(expect.arrayContaining(['金丝雀', '百灵鸟']));

    await say('/forget');
    await actors.tap(person, person, '删除您的信息', ({ kind }) => kind === 'forgetYes');
    await actors.see(person, 'that it is done', (one) => saying(one, '已删除'));

    await expect.poll(async () => found(await allRows(stage.deps.db))).toEqual([]);
    await expect.poll(async () => found(await said())).toEqual([]);
    const media = async () =>
      (await Promise.all(groups.map((chat) => actors.messages(chat)))).flat().filter((one) => 'photo' in one);
    await expect.poll(media).toEqual([]);
    await actors.see(
      department.chat,
      'that the words are gone',
      (one) => saying(one, first.reference) && saying(one, '居民已删除'),
    );
    // The numbers stay: how many, when, which category and department.
    expect(await stage.ticketOf(first.reference)).toMatchObject({
      status: 'dispatched',
      departmentCode: expect.any(String),
      categoryCode: expect.any(String),
    });
    expect(await stage.ticketOf(second.reference)).toMatchObject({ status: 'withdrawn' });
    expect(
      await deps.db.event.count({ where: { complaint: { reference: first.reference } } }),
    ).toBeGreaterThan(3);

    const again = await say('幸福里3号楼的电梯坏了两天了');
    const anew = await actors.see(person, 'a new reference', referenceIn, again.message.message_id);
    await stage.reviewCard(referenceIn(anew)!, '电梯');
    await say('/mine');
    const list = await actors.see(person, 'the list', (one) => saying(one, '您反映过的事'));
    expect(list.text).toContain('共 1 件');
  });

  it('does nothing where the person thinks better of it', async () => {
    const { resident, reference } = await stage.complain('小区北门的路灯坏了三天了');
    await stage.actors.act(resident, resident, 'say', { text: '/forget' });
    await stage.actors.tap(resident, resident, '删除您的信息', ({ kind }) => kind === 'forgetNo');
    await stage.actors.see(resident, 'that all stays', (one) => saying(one, '一切照旧'));
    expect(await stage.ticketOf(reference)).toMatchObject({ status: 'in_review' });
  });
});
