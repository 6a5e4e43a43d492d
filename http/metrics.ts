import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Registry } from 'prom-client';
import { backlog, type DeliveryTally, deliveryTallies } from '../core/backlog.ts';
import type { Deps } from '../core/deps.ts';
import { type Tallies, tallies } from '../core/triage/measure/tallies.ts';
import {
  backlogMetrics,
  type Depths,
  deliveryMetrics,
  queueMetrics,
  telegramMetrics,
} from './backlog-metrics.ts';
import { inTime } from './in-time.ts';
import { sparing } from './sparing.ts';

export interface Scraping {
  /** Whether whoever calls may read the figures. */
  isReader: (headers: Record<string, unknown>) => boolean;
  /** How the queue stands. */
  queue: () => Promise<Depths>;
  /** How many updates Telegram holds, where it brings them. */
  telegramPending?: () => Promise<number>;
}

/**
 * `/metrics` in Prometheus' text form: what waits, how right suggestions have been, and what the model takes. Everything is counted by the
 * database (jobs by the queue) at the time of asking, so every process tells the same. What
 * years have left is counted less often the longer that takes. Labels are codes of ours; nobody's words, name or chat is among them.
 */
export function metricsRoute(app: FastifyInstance, deps: Deps, scraping: Scraping): void {
  const counted = sparing(deps.now, () => Promise.all([tallies(deps), deliveryTallies(deps)]));
  const read = sparing(deps.now, () => reading(deps, counted, scraping));

  app.get('/metrics', async (request, reply) => {
    if (!scraping.isReader(request.headers))
      return reply
        .code(401)
        .header('www-authenticate', 'Bearer')
        .send({ error: 'A bearer token is needed here (METRICS_TOKEN).' });
    return reply.type(Registry.PROMETHEUS_CONTENT_TYPE).send(await read());
  });
}

async function reading(
  deps: Deps,
  count: () => Promise<[Tallies, DeliveryTally[]]>,
  { queue, telegramPending }: Scraping,
): Promise<string> {
  const [[counted, deliveries], waiting, depths, pending] = await Promise.all([
    count(),
    backlog(deps),
    inTime(queue),
    telegramPending ? inTime(telegramPending) : null,
  ]);
  const registry = new Registry();
  const gauge = makerOf(Gauge, registry);
  const counter = makerOf(Counter, registry);
  backlogMetrics(waiting, gauge);
  deliveryMetrics(deliveries, gauge);
  if (depths) queueMetrics(depths, gauge);
  if (pending !== null) telegramMetrics(pending, gauge);
  reviewMetrics(counted, gauge);
  const suggestions = counter('suggestions_total', 'Suggestions made.');
  for (const { source, unsure, cascaded, suggestions: count } of counted.suggestions)
    suggestions({ source, unsure: String(unsure), cascaded: String(cascaded) }, count);
  callMetrics(counted, gauge, counter);
  return registry.metrics();
}

type Add = (labels: Record<string, string>, value: number) => void;
export type Make = (name: string, help: string) => Add;

/** Makes metrics whose labels are those that they are given. */
function makerOf(Kind: typeof Gauge | typeof Counter, registry: Registry): Make {
  return (name, help) => {
    let metric: Gauge | Counter | undefined;
    return (labels, value) => {
      metric ??= new Kind({
        name: `whistle_${name}`,
        help,
        labelNames: Object.keys(labels),
        registers: [registry],
      });
      metric.inc(labels, value);
    };
  };
}

/** Gauges, as a review that is taken back, or followed by another, is one less of its kind. */
function reviewMetrics({ reviews: tallied }: Tallies, gauge: Make): void {
  const reviews = gauge(
    'reviews',
    'Last standing reviews, by the category that was suggested and who suggested it.',
  );
  const outcomes = gauge(
    'confidence_reviews',
    'Those of them with a stated confidence, by its tenth and whether it was right.',
  );
  const stated = gauge('confidence_stated_sum', 'Their stated confidences, added up.');
  for (const { category, source, verdict, tenth, reviews: count, stated: sum } of tallied) {
    reviews({ category: category ?? 'none', source, verdict }, count);
    if (tenth === null || verdict === 'rejected') continue;
    const labels = { source, from: tenth.toFixed(1) };
    outcomes({ ...labels, right: String(verdict === 'confirmed') }, count);
    stated(labels, sum);
  }
}

function callMetrics({ calls: tallied, lately }: Tallies, gauge: Make, counter: Make): void {
  const calls = counter('model_calls_total', 'Calls of the model that have ended, by how.');
  const tokens = counter('model_tokens_total', 'Tokens that they took.');
  const cost = counter('model_cost_total', 'What they cost, in the currency of the prices.');
  const seconds = counter('model_call_seconds_total', 'How long they took, added up.');
  const open = gauge('model_calls_open', 'Calls of which is not known yet how they end.');
  const quantiles = gauge('model_call_seconds', 'How long calls of the last 24 hours took, by quantile.');
  for (const tally of tallied) {
    const { purpose, outcome } = tally;
    // Its tokens are what it may take at most, and a counter must not fall when it is known.
    if (outcome === 'open') {
      open({ purpose }, tally.calls);
      continue;
    }
    calls({ purpose, outcome }, tally.calls);
    tokens({ purpose, direction: 'in' }, tally.tokensIn);
    tokens({ purpose, direction: 'out' }, tally.tokensOut);
    cost({ purpose }, tally.cost);
    seconds({ purpose }, tally.milliseconds / 1000);
  }
  for (const { purpose, p50, p95 } of lately) {
    quantiles({ purpose, quantile: '0.5' }, p50 / 1000);
    quantiles({ purpose, quantile: '0.95' }, p95 / 1000);
  }
}
