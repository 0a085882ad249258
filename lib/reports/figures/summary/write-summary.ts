import type { LanguageModelV4 } from '@ai-sdk/provider'
import { generateText } from 'ai'
import { taskPrompt } from '@/lib/ai/task'
import { unfairMessage } from '@/lib/core/text/fair-housing'
import { currencySign, type DataLabel } from '@/lib/sales/shared/measures'
import { FEWEST_SALES_FOR_MEDIAN, type Figures } from '../figures'
import { numbersIn, unknownNumbers } from './check-numbers'

const INSTRUCTIONS = `You write the summary of a housing market report for real estate agents and their clients.
Write three to six short paragraphs of plain prose in American English: no headings, lists, tables or markup.
Use only the facts given. Every number you write must be one of them, written as digits; you may round dollars to
thousands or to a tenth of a million, and percents to whole ones. Do not add, subtract, multiply or compare numbers to make new ones. Write dates like March 1, 2015.
Say what changed and in which direction. A null value means there were not enough sales: say so or leave it out.
If season.takenOut is "season", the adjusted figures are seasonally adjusted. If it is "county", they are relative to
the county in the same months: do not mention seasons.
If "data" is present, amounts are in data.currencySign instead of dollars, sizes in data.areaUnit, and "county" is all of
the agency's data, named data.name: do not mention a county.
Do not give reasons that are not in the facts, and do not make predictions.`

/** One retry for a text that fails the checks. */
const ATTEMPTS = 2
/** Per attempt, for network errors and overloaded services. */
const RETRIES_OF_CALL = 2
const TIME_OUT_MS = 60_000
const SHORTEST_CHARACTERS = 120
const LONGEST_CHARACTERS = 6_000

/** The model returned a text that failed the checks. */
export class UnusableSummary extends Error {
  override readonly name = 'UnusableSummary'
}

/** Writes the summary of a report; every number in it is one of the figures. */
export async function writeSummary(
  figures: Figures,
  model: LanguageModelV4,
  signal?: AbortSignal,
): Promise<string> {
  const { area: _area, places: _places, data, ...rest } = figures
  const facts = {
    ...rest,
    ...(data && { data: { ...data, currencySign: currencySign(data) } }),
    fewestSalesForMedian: FEWEST_SALES_FOR_MEDIAN,
  }
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
    problem = problemOf(summary, unknownNumbers(textToCheck(summary, figures), known))
    if (!problem) return summary
  }
  throw new UnusableSummary(problem)
}

/** A summary as the check reads it: without names, and with amounts in dollars whatever their currency. */
export function textToCheck(
  summary: string,
  { areaName, data }: { areaName: string; data?: DataLabel | undefined },
): string {
  const text = withoutName(summary, areaName)
  if (!data) return text
  return withoutName(text, data.name)
    .replaceAll(currencySign(data), '$')
    .replaceAll(`${data.currency.toUpperCase()} `, '$')
    .replace(/(\d)\s?(?:€|EUR)/g, '$1 dollars')
}

/** Removes the area's name, which may contain a number: "Five Corners". */
const withoutName = (text: string, name: string): string =>
  /^\d+$/.test(name) ? text : text.replaceAll(name, '')

function problemOf(summary: string, unknown: string[]): string {
  if (unknown.length > 0) {
    const named = [...new Set(unknown)].slice(0, 10).join(', ')
    return `Your last text had numbers that are not in the facts: ${named}. Write it again without them.`
  }
  const unfair = unfairMessage(summary)
  if (unfair) return `Your last text has wording that isn’t allowed. ${unfair}`
  if (summary.length < SHORTEST_CHARACTERS)
    return 'Your last text was too short. Write three to five paragraphs.'
  if (summary.length > LONGEST_CHARACTERS)
    return 'Your last text was too long. Write three to five short paragraphs.'
  return ''
}
