/** The JSON of a model's answer, which is often put into a code fence. Null when it is not JSON. */
export function readJsonAnswer(text: string): unknown {
  const answer = text.trim()
  const fence = /^```(?:json)?/.exec(answer)?.[0]
  const json =
    fence === undefined ? answer : answer.slice(fence.length, answer.endsWith('```') ? -3 : undefined)
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
