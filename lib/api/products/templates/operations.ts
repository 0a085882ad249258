import { z } from 'zod'
import { templateKinds } from '@/db/schema/work/templates'
import type { Operation } from '../../operation'
import { IdPath } from '../parts'

export const templateOperations = {
  listTemplates: {
    method: 'GET',
    path: '/templates',
    scope: 'templates.read',
    summary: 'List the workspace’s templates, most recently changed first',
    input: z.object({ kind: z.enum(templateKinds).optional() }),
    response: 'TemplateList',
  },
  getTemplate: {
    method: 'GET',
    path: '/templates/{id}',
    scope: 'templates.read',
    summary: 'Get a template',
    input: IdPath,
    response: 'Template',
  },
} satisfies Record<string, Operation>
