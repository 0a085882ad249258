import type { TemplateKind } from '@/lib/templates/views'

export const kindLabels: Record<TemplateKind, string> = { email: 'Email', social: 'Social post' }
