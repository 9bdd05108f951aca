/** Calls of the API beside the browsers: what a day brings in hundreds is not clicked one by one. */
import { accountRoutes } from '#contract/accounts.ts'
import { createClient } from '#contract/client.ts'
import type { Desk } from './desk.ts'

export type Caller = ReturnType<typeof createClient>

/** Calls with the login of a desk. */
export const callerOf = ({ page, installation }: Pick<Desk, 'page' | 'installation'>): Caller =>
  createClient(async (url, { method, headers, body }) => {
    const answer = await page.request.fetch(`${installation.address}${url}`, {
      method,
      headers: headers as Record<string, string>,
      ...(body ? { data: body as string } : {}),
    })
    return new Response(new Uint8Array(await answer.body()), { status: answer.status() })
  })

/** Signs somebody in who needs no browser. */
export async function signedInCaller(address: string, identifier: string, password: string): Promise<Caller> {
  const cookies = new Map<string, string>()
  const call = createClient(async (url, init) => {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
    const answer = await fetch(`${address}${url}`, { ...init, headers: { ...init.headers, cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    return answer
  })
  await call(accountRoutes.login, { body: { identifier, password } })
  return call
}

/** Does it for each, so many at once. @returns what came of each, in order */
export async function forEachAtOnce<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const index = next++
      results[index] = await work(items[index]!, index)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results
}
