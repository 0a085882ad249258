import { describe, expect, test } from 'vitest'
import { agency, balance } from '@/lib/metering/testing'
import { makeReport } from '@/lib/reports/make-report'
import { clientOf, refusal } from '../testing'
import { prepareWork, report } from '../testing-work'

prepareWork()

describe('reports by API', () => {
  test('a report has its figures, and downloads as a PDF', async () => {
    const ctx = await agency()
    const call = await clientOf(ctx)
    const { id } = (await call('createReport', { body: report })).body
    expect(refusal(await call('downloadReport', { id }))).toEqual([404, 'not-found'])
    await makeReport({ workspaceId: ctx.workspaceId, id })
    const { result } = (await call('getReport', { id })).body
    expect(result.figures).toMatchObject({ areaName: '98103', salesCount: expect.any(Number) })
    expect(result.summary.length).toBeGreaterThan(100)
    const pdf = await call('downloadReport', { id })
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(pdf.headers.get('content-disposition')).toContain('Market report 98103')
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('R12: a report is shared with one link per request, until it is revoked', async () => {
    const ctx = await agency()
    const call = await clientOf(ctx)
    const { id } = (await call('createReport', { body: report })).body
    const share = (idempotencyKey: string) => call('shareReport', { id, body: { days: 7 }, idempotencyKey })
    expect((await share('a')).status).toBe(404)
    await makeReport({ workspaceId: ctx.workspaceId, id })
    const first = await share('a')
    expect(first.body.url).toMatch(/^http:\/\/localhost:3000\/shared\/reports\/[\w.-]+$/)
    expect((await share('a')).body).toEqual(first.body)
    expect((await share('b')).body.url).not.toBe(first.body.url)
    expect((await call('unshareReport', { id })).status).toBe(200)
    expect((await share('b')).status).toBe(409)
  })

  test.each([
    [{ periodTo: '2015-02-30' }, 'periodTo'],
    [{ area: { kind: 'zip', zipCode: '' } }, 'area.zipCode'],
    [{ area: 'x' }, 'area'],
    [{ quotedCredits: -1 }, 'quotedCredits'],
  ])('refuses %j with an error at the field', async (over, field) => {
    const call = await clientOf(await agency())
    const answer = await call('createReport', { body: { ...report, ...over } })
    expect(answer.status).toBe(400)
    expect(Object.keys(answer.body.errors)).toEqual([field])
  })

  test.each([
    [{ periodTo: '2031-01-01' }, 'report.period'],
    [{ area: { kind: 'zip', zipCode: 'x' } }, 'report.area'],
  ])('%j is outside the records and is refused before anything is held', async (over, code) => {
    const ctx = await agency()
    const call = await clientOf(ctx)
    const answer = await call('createReport', { body: { ...report, ...over } })
    expect(refusal(answer)).toEqual([409, code])
    expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
  })
})
