import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What a process says of itself. */
export interface Reading {
  /** The event loop's delay since the last reading, in milliseconds. */
  delay: { p50: number; p99: number; max: number };
  /** Resident memory, in bytes. */
  memory: number;
  /** Processor time since it started, in seconds. */
  processor: number;
}

// Node loads this ahead of a program of ours; it answers the bench, and otherwise keeps out of the way.
const resolution = 10;
const histogram = monitorEventLoopDelay({ resolution });
histogram.enable();
// Of the timer itself, which is what the histogram's values begin at.
const delayOf = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolution);

process.on('message', (message) => {
  if (message !== 'read') return;
  const { user, system } = process.cpuUsage();
  const reading: Reading = {
    delay: {
      p50: delayOf(histogram.percentile(50)),
      p99: delayOf(histogram.percentile(99)),
      max: delayOf(histogram.max),
    },
    memory: process.memoryUsage.rss(),
    processor: (user + system) / 1e6,
  };
  histogram.reset();
  process.send!(reading);
});
process.channel?.unref();
