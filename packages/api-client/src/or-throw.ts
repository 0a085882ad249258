import { ApiError } from './api-error'

type Answer<Data> = { data?: Data; error?: unknown; response: Response }

/** The data of an answer: `await orThrow(client.GET('/balance'))`. Throws an ApiError if the request was refused. */
export async function orThrow<Data>(answer: Promise<Answer<Data>>): Promise<NonNullable<Data>> {
  const { data, error, response } = await answer
  if (data === undefined || data === null) throw new ApiError(response, error)
  return data
}
