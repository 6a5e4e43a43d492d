import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { CallEntry } from '../playground/calls.ts';
import { attackAll } from './attacks.ts';
import { tooEarly, watchCalls } from './calls.ts';
import { openWatch, searchTraces, type Watch, watchCanaries } from './canaries.ts';
import { openChance } from './chance.ts';
import type { Options } from './options.ts';
import { type Breach, type Kept, promises } from './promises.ts';
import { giveVerdicts, writeComplaints } from './residents.ts';
import { settle, type Waiting } from './settle.ts';
import { review, serve } from './staff.ts';
import { openStage, type Stage } from './stage.ts';

export interface Report {
  options: Options;
  rows: { promise: string; checked: number; breaches: Breach[] }[];
  /** How often each attack was made. */
  attacks: Record<string, number>;
  restarts: number;
  /** From the end of the attacks until all had settled, in seconds. */
  settledAfter: number;
  /** The events of the ticket of the first broken promise. */
  events: string[];
  /** Where the logs of the processes are. */
  home: string;
}

/** Load and attacks at once, then quiet, until all has settled; then every promise is looked at. */
export async function run(options: Options, tell: (line: string) => void): Promise<Report> {
  const home = await mkdtemp(join(tmpdir(), 'citizen-whistle-chaos-'));
  const stage = await openStage(options, home);
  try {
    return await play(stage, options, home, tell);
  } finally {
    await stage.close();
  }
}

async function play(
  stage: Stage,
  options: Options,
  home: string,
  tell: (line: string) => void,
): Promise<Report> {
  const { seed, complaints, minutes, hurry } = options;
  const milliseconds = minutes * 60_000;
  const calls: CallEntry[] = [];
  const watch = openWatch();
  const stop = new AbortController();
  const people = populate(stage, options, stop.signal, { calls, watch });
  const writing = writeComplaints(stage.actors, { complaints, milliseconds }, openChance(seed, 'residents'));
  const attacks = await attackAll(stage.arena, { milliseconds, tell }, openChance(seed, 'attacks'));
  await writing;
  await calm(stage);
  tell('quiet; waiting until all has settled');
  const { milliseconds: took, left } = await settle(stage.database.db, {
    longest: hurry ? 240_000 : 900_000,
    hurry,
    tell,
  });
  stop.abort();
  await people;
  await searchTraces(stage, watch);
  const rows = await judge(stage, { left, calls, watch, stuck: await stuckJobs(stage) });
  const broken = rows.flatMap(({ breaches }) => breaches)[0];
  return {
    options,
    rows,
    attacks: { ...Object.fromEntries(attacks), ...wire(stage) },
    restarts: [...stage.arena.bots, ...stage.arena.workers].reduce((sum, one) => sum + one.starts() - 1, 0),
    settledAfter: Math.round(took / 1000),
    events: broken?.ticketId ? await eventsOf(stage, broken.ticketId) : [],
    home,
  };
}

function populate(
  stage: Stage,
  { seed, complaints }: Options,
  stopped: AbortSignal,
  { calls, watch }: { calls: CallEntry[]; watch: Watch },
) {
  const { chats, balancer, systems, secrets, groups, actors } = stage;
  return Promise.all([
    watchCalls(actors, calls, stopped),
    watchCanaries(stage, watch, stopped),
    review(chats, openChance(seed, 'reviewers'), stopped),
    giveVerdicts(chats, complaints, openChance(seed, 'verdicts'), stopped),
    ...groups.map((code) => serve(chats, code, openChance(seed, code), stopped)),
    ...systems.map((system) =>
      system.work({ callback: balancer.url, secret: secrets[system.department]! }, stopped),
    ),
  ]);
}

async function calm({ actors, balancer, systems, arena }: Stage): Promise<void> {
  await actors.request('DELETE', '/api/faults');
  balancer.calm();
  arena.model.calm();
  for (const system of systems) system.calm();
}

function wire({ balancer: { done } }: Stage): Record<string, number> {
  return {
    'an update comes twice': done.twice,
    'an update comes late': done.late,
    'the answer to an update is lost': done['answer lost'],
  };
}

async function judge(
  { deps, chats, systems, balancer }: Stage,
  seen: { left: Waiting; calls: CallEntry[]; watch: Watch; stuck: Kept },
): Promise<Report['rows']> {
  const { accepted } = balancer;
  const rows: Report['rows'] = [];
  for (const [promise, look] of Object.entries(promises))
    rows.push({ promise, ...(await look({ deps, chats, systems, accepted })) });
  const { waits, early } = tooEarly(seen.calls);
  const unsettled = Object.entries(seen.left).filter(([, count]) => count > 0);
  return [
    ...rows,
    { promise: 'no job is stuck', ...seen.stuck },
    {
      promise: 'nobody’s words, name, phone or token stand in logs, jobs, metrics or refusals',
      ...seen.watch.kept(),
    },
    {
      promise: 'no call came before its retry_after',
      checked: waits,
      breaches: early.map((what) => ({ what })),
    },
    {
      promise: 'all settles in the end',
      checked: Object.keys(seen.left).length,
      breaches: unsettled.map(([what, count]) => ({ what: `${count} ${what} still wait` })),
    },
  ];
}

/** A job that has nothing left to do is nobody's loss, but it must not stay. */
/** A job of a dead worker looks worked on until its lock has run out and the queue has looked for such, each within half a minute. */
const longestLock = 90_000;

async function stuckJobs({ queues }: Stage): Promise<Kept> {
  const isIdle = (depth: Awaited<ReturnType<typeof queues.depth>>) =>
    Object.values(depth).every(({ waiting, active }) => waiting + active === 0);
  let depth = await queues.depth();
  for (const ends = Date.now() + longestLock; !isIdle(depth) && Date.now() < ends; await pause(500))
    depth = await queues.depth();
  const breaches = Object.entries(depth).flatMap(([door, { waiting: waits, active }]) =>
    waits + active > 0 ? [{ what: `${door}: ${waits} jobs wait, ${active} are worked on` }] : [],
  );
  return { checked: Object.keys(depth).length, breaches };
}

async function eventsOf({ database: { db } }: Stage, ticketId: number): Promise<string[]> {
  const ticket = await db.ticket.findUniqueOrThrow({ where: { id: ticketId } });
  const events = await db.event.findMany({
    where: { complaintId: ticket.complaintId, OR: [{ ticketId }, { ticketId: null }] },
    orderBy: { id: 'asc' },
  });
  return events.map(
    ({ at, type, actorKind, data }) => `${at.toISOString()} ${type} by ${actorKind} ${JSON.stringify(data)}`,
  );
}
