import sharp from 'sharp'
import { z } from 'zod'
import { builtInImageModel } from '@/lib/ai/built-in/image-model'
import { builtInModel } from '@/lib/ai/built-in/model'

const Chat = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) })
const Painting = z.object({ prompt: z.string() })

/** Reported cost of every response in US dollars. */
const COST_USD = 0.004

/** A chat completion from the built-in model. */
export async function completion(body: unknown): Promise<object> {
  const { messages } = Chat.parse(body)
  const question = messages.findLast(({ role }) => role === 'user')?.content ?? ''
  const { content } = await builtInModel.doGenerate({
    prompt: [{ role: 'user', content: [{ type: 'text', text: question }] }],
  })
  const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('')
  return {
    choices: [{ message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
    usage: { prompt_tokens: tokensOf(question), completion_tokens: tokensOf(text), cost: COST_USD },
  }
}

/** An image from the built-in model. */
export async function painting(body: unknown): Promise<object> {
  const { prompt } = Painting.parse(body)
  const { images } = await builtInImageModel.doGenerate({
    prompt,
    n: 1,
    size: undefined,
    aspectRatio: undefined,
    seed: undefined,
    files: undefined,
    mask: undefined,
    providerOptions: {},
  })
  return painted(prompt, Buffer.from(images[0] ?? ''))
}

/** The uploaded image with shifted colors, so the change is visible. */
export async function changedPainting(form: FormData): Promise<object> {
  const file = form.get('image')
  if (!(file instanceof Blob)) throw new Error('an edit needs an image')
  const changed = await sharp(await file.arrayBuffer())
    .modulate({ hue: 40 })
    .png()
    .toBuffer()
  return painted(String(form.get('prompt')), changed)
}

const painted = (prompt: string, png: Buffer) => ({
  data: [{ b64_json: png.toString('base64') }],
  usage: { input_tokens: tokensOf(prompt), output_tokens: 1_000, cost: COST_USD },
})

/** About four characters per token. */
const tokensOf = (text: string) => Math.ceil(text.length / 4)
