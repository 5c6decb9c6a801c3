import type { Output } from './io.ts';

/** Help is read in lines of 80, or in what the terminal has, and never wider than 100. */
export function helpWidth(output: Output): number {
  return output.isTTY ? Math.min(100, Math.max(40, output.columns ?? 80)) : 80;
}
