import type { TemplateKind } from '@/lib/templates/views'

export const kindWords: Record<TemplateKind, string> = { email: 'Email', social: 'Social post' }
