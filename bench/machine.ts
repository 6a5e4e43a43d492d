import { execFileSync } from 'node:child_process';
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';

/** Where and when figures were measured: without it they say nothing. The load is that of others, before the bench began. */
export function machine(): string {
  const [processor] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    `${cpus().length} × ${processor?.model.trim() ?? 'unknown'}, ${memory} GB, ${platform()} ${arch()}`,
    `Node ${process.versions.node}`,
    `version ${version()}`,
    `load before ${loadavg()[0]!.toFixed(1)}`,
  ].join(' · ');
}

function version(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
