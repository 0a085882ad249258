import { count, record } from '@/lib/core/telemetry/measure'
import type { Command, Outcome } from '../model.ts'

type Done = readonly [{ command: Command; sentAt: number }, Outcome]

/** Measures a committed batch. Counters are added up first, so a batch of 512 charges counts once and not 512 times. */
export function measureBatch(outcomes: readonly Done[]): void {
  const now = performance.now()
  const counted = new Map<Command['type'], Map<string, number>>()
  for (const [{ command, sentAt }, outcome] of outcomes) {
    record('market_trak_ledger_wait_seconds', (now - sentAt) / 1_000, {})
    const result = outcome.ok ? (outcome.replayed ? 'replayed' : 'ok') : outcome.code
    const ofCommand = counted.get(command.type) ?? new Map<string, number>()
    counted.set(command.type, ofCommand.set(result, (ofCommand.get(result) ?? 0) + 1))
  }
  record('market_trak_ledger_batch_size', outcomes.length, {})
  for (const [command, results] of counted)
    for (const [outcome, times] of results)
      count('market_trak_ledger_commands_total', { command, outcome }, times)
}

/** A command without an outcome: refused because of load, or rejected by the database. */
export function measureFailure(command: Command, outcome: 'busy' | 'unavailable' | 'error'): void {
  count('market_trak_ledger_commands_total', { command: command.type, outcome })
}
