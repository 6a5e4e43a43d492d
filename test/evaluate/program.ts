import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { bareEnvironment } from '../support/bare-environment.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs a program of the project with these arguments, as a process of its own, until it ends. Asynchronous: servers of a test go on answering. */
export function run(program: string, args: string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((done) => {
    const options = { cwd: root, env: { ...bareEnvironment, ...env } };
    execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) => {
      done({ status: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

/** A folder of its own with these files, gone after the test. */
export function folderWith(files: Record<string, string>): string {
  const dir = mkdtempSync(join(tmpdir(), 'evaluate-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

export const catalogText = `categories:
  - { code: roads, name: { zh: 道路, en: Roads }, description: { zh: 路面坑洼、井盖, en: potholes and pavements } }
  - { code: lights, name: { zh: 路灯, en: Street lights }, description: { zh: 路灯不亮, en: lamps that are out } }
`;

/** Rows as people write them, half of each category, no two the same. */
export function rowsText(count: number): string {
  const texts = [
    ['roads', '门口的路面有坑，电动车差点摔倒'],
    ['lights', '巷子里的路灯不亮，晚上看不见'],
    ['roads', 'A deep pothole in the road at number'],
    ['lights', 'The street lamp is out again near house'],
  ] as const;
  const rows = Array.from({ length: count }, (_, at) => {
    const [category, text] = texts[at % texts.length]!;
    return `${JSON.stringify({ text: `${text} ${at + 1}`, category })}\n`;
  });
  return rows.join('');
}
