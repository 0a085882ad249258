import type { LanguageModelV4 } from '@ai-sdk/provider'
import { generateText } from 'ai'
import { taskPrompt } from '@/lib/ai/task'
import { numbersIn, unknownNumbers } from './check-numbers'
import { FEWEST_SALES_FOR_MEDIAN, type Figures } from './figures'

const INSTRUCTIONS = `You write the summary of a housing market report for estate agents and their clients.
Write three to six short paragraphs of plain prose in English: no headings, lists, tables or markup.
Use only the facts given. Every number you write must be one of them, written as digits; you may round dollars to
thousands or to a tenth of a million, and percents to whole ones. Do not add, subtract, multiply or compare numbers to make new ones.
Say what moved and in which direction. Where a value is null there were too few sales for it: say so or leave it out.
The adjusted figures are without the season where season.takenOut is "season"; where it is "county", they are set
against the county's same months, and nothing may be said of a season.
Do not give a reason that the facts do not give, and do not predict.`

/** A model may err once; a second error is the model's habit. */
const ATTEMPTS = 2
/** Of one attempt: a network fault or an overloaded service. */
const RETRIES_OF_CALL = 2
const TIME_OUT_MS = 60_000
const SHORTEST_CHARACTERS = 120
const LONGEST_CHARACTERS = 6_000

/** The model wrote, but nothing that may be shown. */
export class UnusableSummary extends Error {
  override readonly name = 'UnusableSummary'
}

/** The written part of a report, with every number in it found in the figures. */
export async function writeSummary(
  figures: Figures,
  model: LanguageModelV4,
  signal?: AbortSignal,
): Promise<string> {
  const { area: _area, places: _places, ...told } = figures
  const facts = { ...told, fewestSalesForMedian: FEWEST_SALES_FOR_MEDIAN }
  const known = numbersIn(facts)
  let problem = ''
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { text } = await generateText({
      model,
      instructions: INSTRUCTIONS,
      prompt: taskPrompt({ task: 'market-summary', facts }, problem),
      maxRetries: RETRIES_OF_CALL,
      timeout: { totalMs: TIME_OUT_MS },
      ...(signal && { abortSignal: signal }),
    })
    const summary = text.trim()
    problem = problemOf(summary, unknownNumbers(withoutName(summary, figures.areaName), known))
    if (!problem) return summary
  }
  throw new UnusableSummary(problem)
}

/** An area may be called Five Corners. */
export const withoutName = (text: string, name: string): string =>
  /^\d+$/.test(name) ? text : text.replaceAll(name, '')

function problemOf(summary: string, unknown: string[]): string {
  if (unknown.length > 0) {
    const named = [...new Set(unknown)].slice(0, 10).join(', ')
    return `Your last text had numbers that are not in the facts: ${named}. Write it again without them.`
  }
  if (summary.length < SHORTEST_CHARACTERS)
    return 'Your last text was too short. Write three to five paragraphs.'
  if (summary.length > LONGEST_CHARACTERS)
    return 'Your last text was too long. Write three to five short paragraphs.'
  return ''
}
