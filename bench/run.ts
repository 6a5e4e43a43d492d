import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Section } from './figures.ts';
import { growth } from './growth.ts';
import { intake } from './intake.ts';
import { machine } from './machine.ts';
import { modelBound } from './model-bound.ts';
import type { Options, Part } from './options.ts';
import { small } from './small.ts';
import { wholeWay } from './whole-way.ts';

export interface Plan {
  query: string;
  plan: string;
}

export interface Report {
  machine: string;
  options: Options;
  sections: Section[];
  plans: Plan[];
}

export interface Task {
  options: Options;
  /** For what is written on the way; nobody else's. */
  home: string;
  tell: (line: string) => void;
}

const measured: Record<Part, (task: Task) => Promise<{ section: Section; plans?: Plan[] }>> = {
  intake,
  way: wholeWay,
  model: modelBound,
  growth,
  small,
};

/** One part after the other, each on servers of its own: nothing that one leaves behind is in another's way. */
export async function run(options: Options, tell: Task['tell']): Promise<Report> {
  const report: Report = { machine: machine(), options, sections: [], plans: [] };
  for (const part of options.parts) {
    tell(`${part} …`);
    const home = await mkdtemp(join(tmpdir(), 'citizen-whistle-bench-'));
    const { section, plans = [] } = await measured[part]({ options, home, tell }).catch((error) => {
      tell(`The logs of the processes are in ${home}`);
      throw error;
    });
    report.sections.push(section);
    report.plans.push(...plans);
    await rm(home, { recursive: true, force: true });
  }
  return report;
}
