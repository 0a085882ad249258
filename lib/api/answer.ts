import { z } from 'zod'
import type { ApiScope } from '@/db/schema/people/api-keys'
import { type ActionFailed, failureOf, inputFailure } from '@/lib/core/action-state'
import { Refusal } from '@/lib/core/errors'
import { storable } from '@/lib/core/storable'
import { countUses } from '@/lib/limits-of-use/limiter'
import { IdempotencyKey } from './inputs'
import { authenticate, type ProgramContext } from './keys/authenticate'

type Options<Input extends z.ZodType> = {
  /** Names the operation in the log. */
  where: string
  scope: ApiScope
  input: Input
  /** Whether it must say an Idempotency-Key, so that it can be asked again safely (R12). */
  keyed?: boolean
}
type Asked = {
  authorization: string | null
  idempotencyKey: string | null
  /** Read only after the key was found good. */
  raw: () => Promise<unknown>
}
type Verb<Input, Result> = (ctx: ProgramContext, input: Input, idempotencyKey: string) => Promise<Result>

export type Answered<Result> = { ok: true; result: Result } | ActionFailed

/** The order in which a request of a program is judged: key, rate, scope, input, and only then the verb. */
export async function answer<Input extends z.ZodType, Result>(
  { where, scope, input, keyed = false }: Options<Input>,
  { authorization, idempotencyKey, raw }: Asked,
  verb: Verb<z.output<Input>, Result>,
): Promise<Answered<Result>> {
  try {
    const { ctx, keyId, scopes } = await authenticate(authorization)
    await countUses([
      { name: 'api.key', subject: keyId },
      { name: 'api.workspace', subject: ctx.workspaceId },
    ])
    if (!scopes.includes(scope)) {
      throw new Refusal('scope.missing', `This key may not do this: it needs ${scope}.`, { scope })
    }
    const given = input.safeParse(storable(await raw()))
    const key = IdempotencyKey.safeParse(idempotencyKey)
    const issues = [
      ...(given.error?.issues ?? []),
      ...(keyed ? (key.error?.issues ?? []) : []).map((issue) => ({ ...issue, path: ['Idempotency-Key'] })),
    ]
    if (!given.success || issues.length > 0) {
      return { ...inputFailure(new z.ZodError(issues)), message: 'The request is not valid.' }
    }
    return { ok: true, result: await verb(ctx, given.data, keyed ? (key.data ?? '') : '') }
  } catch (error) {
    return failureOf(error, where)
  }
}
