import { z } from 'zod'
import type { ApiScope } from '@/db/schema/people/api-keys'
import { type ActionFailed, failureOf, inputFailure } from '@/lib/core/action-state'
import { Refusal } from '@/lib/core/errors'
import { assertStorableText } from '@/lib/core/storable-text'
import { countUses, type UseState } from '@/lib/rate-limits/limiter'
import { type ApiContext, authenticate } from '../keys/authenticate'
import { IdempotencyKey } from './inputs'

type Options<Input extends z.ZodType> = {
  /** Names the operation in the log. */
  where: string
  scope: ApiScope
  input: Input
  /** Whether it requires an Idempotency-Key, so it can be retried safely (R12). */
  keyed?: boolean
}
type ApiRequest = {
  authorization: string | null
  idempotencyKey: string | null
  /** Read only after the key was accepted. */
  raw: () => Promise<unknown>
}
type Handler<Input, Result> = (ctx: ApiContext, input: Input, idempotencyKey: string) => Promise<Result>

/** `limits`: what is left of the request limits; empty if the key was not accepted. */
export type ApiOutcome<Result> = ({ ok: true; result: Result } | ActionFailed) & { limits: UseState[] }

/** Checks an API request in this order: key, rate limit, scope, input; then runs the handler. */
export async function handleApiRequest<Input extends z.ZodType, Result>(
  { where, scope, input, keyed = false }: Options<Input>,
  { authorization, idempotencyKey, raw }: ApiRequest,
  handler: Handler<z.output<Input>, Result>,
): Promise<ApiOutcome<Result>> {
  const limits: UseState[] = []
  try {
    const { ctx, keyId, scopes } = await authenticate(authorization)
    await countUses(
      [
        { name: 'api.key', subject: keyId },
        { name: 'api.workspace', subject: ctx.workspaceId },
      ],
      (state) => limits.push(state),
    )
    if (!scopes.includes(scope)) {
      throw new Refusal('scope.missing', `This key doesn’t have the scope ${scope}. Use a key that has it.`, {
        scope,
      })
    }
    const parsed = input.safeParse(assertStorableText(await raw()))
    const key = IdempotencyKey.safeParse(idempotencyKey)
    const issues = [
      ...(parsed.error?.issues ?? []),
      ...(keyed ? (key.error?.issues ?? []) : []).map((issue) => ({ ...issue, path: ['Idempotency-Key'] })),
    ]
    if (!parsed.success || issues.length > 0) {
      return {
        ...inputFailure(new z.ZodError(issues)),
        message: 'The request is invalid. Fix the listed fields and try again.',
        limits,
      }
    }
    return { ok: true, result: await handler(ctx, parsed.data, keyed ? (key.data ?? '') : ''), limits }
  } catch (error) {
    return { ...failureOf(error, where), limits }
  }
}
