import type { Backlog, DeliveryTally } from '../core/backlog.ts';
import type { Make } from './metrics.ts';

/** The queue as it tells of itself: by door, how many jobs are in which state. */
export type Depths = Record<string, { waiting: number; delayed: number; active: number; failed: number }>;

/** Gauges: what waits is done, and rows are dropped after a while. */
export function backlogMetrics({ updates, due }: Backlog, gauge: Make): void {
  gauge('updates_pending', 'Updates of Telegram that are stored and not handled yet.')({}, updates.waiting);
  gauge('updates_oldest_seconds', 'For how long the oldest of them has waited.')({}, updates.oldest);
  gauge('updates_put_aside', 'Updates of the last three months that nobody could handle.')(
    {},
    updates.putAside,
  );
  const waiting = gauge('due', 'Complaints, deliveries and cards whose next step is due, by the door of it.');
  const oldest = gauge('due_oldest_seconds', 'For how long the oldest of them has been due.');
  const later = gauge(
    'due_later',
    'Those whose next step comes later, such as cards in line for a full chat.',
  );
  for (const { at: door, waiting: count, later: put, oldest: seconds } of due) {
    waiting({ door }, count);
    later({ door }, put);
    oldest({ door }, seconds);
  }
}

/** A gauge: what is due is delivered. */
export function deliveryMetrics(deliveries: DeliveryTally[], gauge: Make): void {
  const delivered = gauge('deliveries', 'Deliveries to departments, by what became of them.');
  for (const { kind, state, medium, deliveries: count } of deliveries)
    delivered({ kind, state, medium }, count);
}

/** Left out where the queue does not answer. */
export function queueMetrics(depths: Depths, gauge: Make): void {
  const jobs = gauge('queue_jobs', 'Jobs in the queue, by door and state.');
  for (const [door, depth] of Object.entries(depths))
    for (const [state, count] of Object.entries(depth)) jobs({ door, state }, count);
}

/** Left out where Telegram does not answer, and where the bot asks for updates itself. */
export function telegramMetrics(pending: number, gauge: Make): void {
  gauge('telegram_pending_updates', 'Updates that Telegram holds and has not brought yet.')({}, pending);
}
