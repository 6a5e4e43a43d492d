import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pack, parse, type Tap } from '../../bot/buttons.ts';

type Kind = Tap['kind'];

const int = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const longestCode = 'a'.repeat(40);
/** As the catalogue takes them, or `-` for none. */
const code = fc.oneof(fc.stringMatching(/^[a-z][a-z0-9-]{1,39}$/), fc.constantFrom('-', longestCode));
const ticket = { ticket: int, version: int };

/** What every kind of button carries, written down a second time. A kind that is missing here does not compile. */
const buttons: { [K in Kind]: Record<string, fc.Arbitrary<unknown>> } = {
  wrong: { complaint: int },
  solved: ticket,
  notSolved: ticket,
  minePage: { page: int },
  withdraw: { complaint: int },
  keep: {},
  forgetYes: {},
  forgetNo: {},
  language: { language: fc.constantFrom('zh', 'en') },
  confirm: { ...ticket, category: code },
  others: ticket,
  back: { ticket: int },
  askResident: ticket,
  ask: ticket,
  ledgerWhy: { purpose: fc.constantFrom('work', 'visit', 'supervision', 'study') },
  ledgerPage: { page: int },
  ledgerFile: {},
  consent: { how: fc.constantFrom('spoken', 'none') },
  readBack: { complaint: int },
  joinLink: { complaint: int },
  concerned: { agrees: fc.constantFrom('yes', 'no'), token: fc.stringMatching(/^[A-Za-z0-9_-]{22}$/) },
  split: ticket,
  rejectMenu: ticket,
  reject: { ...ticket, reason: fc.constantFrom('thanks', 'not_for_us', 'unclear', 'duplicate', 'other') },
  elsewhere: { ...ticket, others: code },
  passOn: { ...ticket, category: code },
  passOnMenu: ticket,
  takeBack: { ticket: int },
  look: { ticket: int },
  merge: { ...ticket, into: int },
  unmerge: ticket,
  amend: ticket,
  arrived: { delivery: int },
  sendAgain: { delivery: int },
  accept: ticket,
  notOurs: ticket,
  theirs: { ...ticket, department: code },
  duty: { ...ticket, duty: code },
  noDuty: { ...ticket, department: code },
  answer: ticket,
  sendAnyway: { ticket: int, message: int },
  here: { seat: code },
  invite: { role: fc.constantFrom('reviewer', 'supervisor', 'department_member', 'grid_worker', 'admin') },
  inviteTo: { department: code },
  revoke: { person: int },
};
const kinds = Object.keys(buttons) as Kind[];
const tap = fc.oneof(
  ...kinds.map((kind) => fc.record({ kind: fc.constant(kind), ...buttons[kind] }) as fc.Arbitrary<Tap>),
);

describe.each(kinds)('the button %s', (kind) => {
  const fields = fc.record(buttons[kind]) as fc.Arbitrary<never>;

  test('is read as what was written, within 64 bytes', () => {
    fc.assert(
      fc.property(fields, (values) => {
        const data = pack(kind, values);
        expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
        expect(parse(data)).toEqual({ kind, ...(values as object) });
      }),
    );
  });

  test('fits with the largest numbers and the longest codes', () => {
    const values = Object.keys(buttons[kind]).map((name) => [name, largest(name)]);
    expect(Buffer.byteLength(pack(kind, Object.fromEntries(values) as never))).toBeLessThanOrEqual(64);
  });
});

test('of texts, only those that a button wrote are read: reading and writing again gives the same', () => {
  const alphabet = fc.constantFrom(
    ...kinds,
    ':',
    ':',
    '0',
    '1',
    'zzzzzz',
    '-',
    'zh',
    'other',
    'a',
    ' ',
    '+',
    '.',
  );
  const likely = fc.array(alphabet, { maxLength: 9 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(likely, fc.string(), fc.string({ unit: 'binary' })), (data) => {
      const read = parse(data);
      if (read === null) return;
      const { kind, ...fields } = read;
      expect(pack(kind, fields as never)).toBe(data);
    }),
    { numRuns: 3000 },
  );
});

test('a button’s text with one character more, less or another is another button or none', () => {
  fc.assert(
    fc.property(
      tap,
      fc.nat(63),
      fc.string({ minLength: 0, maxLength: 1 }),
      ({ kind, ...fields }, at, char) => {
        const data = pack(kind, fields as never);
        const changed = data.slice(0, at) + char + data.slice(at + 1);
        const read = parse(changed);
        if (changed !== data) expect(read).not.toEqual({ kind, ...fields });
      },
    ),
    { numRuns: 2000 },
  );
});

test.each([
  '',
  ':',
  'confirm',
  'confirm:1:1',
  'confirm:1:1:roads:more',
  'confirm::1:roads',
  'confirm:1:1:',
  'confirm:1:1:Roads',
  'confirm:1:1:roads\n',
  `confirm:1:1:${'a'.repeat(41)}`,
  'confirm:zzzzzz:1:roads',
  'confirm:-1:1:roads',
  'confirm:1.5:1:roads',
  'confirm:1e3:1:Roads',
  'confirm:01:1:roads',
  'confirm:A:1:roads',
  ' solved:1:1',
  'Solved:1:1',
  'keep:',
  'language:fr',
  'language:constructor',
  'reject:1:1:toString',
  'invite:owner',
  'constructor',
  'constructor:1',
  '__proto__',
  'toString',
  'hasOwnProperty:1',
])('%j, which no button wrote, is not read', (data) => {
  expect(parse(data)).toBe(null);
});

test('a code that Telegram would not take is our mistake, and said at once', () => {
  expect(() => pack('confirm', { ticket: 1, version: 1, category: 'a'.repeat(60) })).toThrow('64 bytes');
});

function largest(name: string): number | string {
  if (name === 'language') return 'zh';
  if (name === 'reason') return 'not_for_us';
  if (name === 'role') return 'department_member';
  return ['category', 'department', 'duty', 'seat'].includes(name) ? longestCode : 2 ** 31 - 1;
}
