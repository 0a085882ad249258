import type { Command, Outcome } from '@/lib/credits/model'
import type { ModelState } from './model-state.ts'
import { applyGroup } from './naive/naive.ts'

/** A group of commands and the caller's answers; null if the answer never arrived. */
export type Attempt = {
  commands: readonly Command[]
  answers: readonly (Outcome | null)[]
  /** A connection was cut in the meantime: the group may have been written before it was written and answered. */
  mayRepeat: boolean
}

type Open = { attempt: Attempt; repeated: boolean }

/**
 * Every state that could be true after these attempts, made simultaneously by several workers: in any order, at any of
 * the instants the clock showed (never backwards), with unanswered attempts written or not. Orders that contradict an
 * answer are discarded. If none is left, the ledger broke the rules.
 */
export function advance(
  models: readonly ModelState[],
  attempts: readonly Attempt[],
  instants: readonly number[],
): ModelState[] {
  const found = new Map<string, ModelState>()
  const walk = (model: ModelState, open: readonly Open[], instant: number): void => {
    if (open.every(({ attempt }) => isUnknown(attempt))) found.set(JSON.stringify(model), model)
    for (const one of open) {
      const others = open.filter((other) => other !== one)
      for (let index = instant; index < instants.length; index += 1) {
        const { model: after, outcomes } = applyGroup(model, one.attempt.commands, instants[index] ?? 0)
        if (fits(one.attempt.answers, outcomes)) walk(after, others, index)
        if (one.attempt.mayRepeat && !one.repeated && !isUnknown(one.attempt))
          walk(after, [...others, { ...one, repeated: true }], index)
      }
    }
  }
  const open = attempts.map((attempt) => ({ attempt, repeated: false }))
  for (const model of models) walk(model, open, 0)
  return [...found.values()]
}

export const isUnknown = (attempt: Attempt) => attempt.answers.every((answer) => answer === null)

function fits(answers: readonly (Outcome | null)[], outcomes: readonly Outcome[]): boolean {
  return answers.every((answer, i) => answer === null || same(answer, outcomes[i]))
}

function same(one: object, other: object | undefined): boolean {
  const [a, b] = [Object.entries(one), Object.entries(other ?? {})]
  const values = new Map<string, unknown>(b)
  return a.length === b.length && a.every(([name, value]) => values.get(name) === value)
}

/** For readers: where the answers break the rules if the attempts ran in the listed order. */
export function explain(model: ModelState, attempts: readonly Attempt[], at: number): string[] {
  let current = model
  return attempts.flatMap(({ commands, answers }) => {
    const { model: after, outcomes } = applyGroup(current, commands, at)
    current = after
    return answers.flatMap((answer, i) => {
      if (answer === null || same(answer, outcomes[i])) return []
      return [
        `${JSON.stringify(commands[i])} answered ${JSON.stringify(answer)}, not ${JSON.stringify(outcomes[i])}`,
      ]
    })
  })
}
