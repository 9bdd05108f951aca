import { Button } from 'antd'
import { useRef, useState } from 'react'
import { ApiError, routeUrl } from '#contract/client.ts'
import { type ExportFormat, problem } from '#contract/common.ts'
import type { RouteInput, RouteSpec } from '#contract/route.ts'
import { Icon } from './icons.tsx'
import { toast, toastError } from './toast.tsx'

interface DownloadWatch {
  signal?: AbortSignal
  /** Each piece as it comes in. */
  onPiece?: (piece: Uint8Array, headers: Headers) => void
}

/** Fetches a download route and hands the file to the browser under the name the server gave. @throws ApiError */
export async function download<const R extends RouteSpec>(
  route: R,
  input: RouteInput<R>,
  fallbackName: string,
  watch: DownloadWatch = {},
) {
  const sent =
    route.method === 'GET'
      ? {}
      : {
          method: route.method,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify((input as { body?: unknown }).body ?? {}),
        }
  const response = await fetch(routeUrl(route, input), {
    credentials: 'same-origin',
    signal: watch.signal,
    ...sent,
  }).catch(() => {
    throw new ApiError({ type: 'about:blank', title: '连接不上服务器', status: 0, code: 'network.unreachable' })
  })
  if (!response.ok) {
    const parsed = problem.safeParse(await response.json().catch(() => null))
    const unreadable = {
      type: 'about:blank',
      title: '服务器没有正常回答',
      status: response.status,
      code: 'network.unreadable',
    }
    throw new ApiError(parsed.success ? parsed.data : unreadable)
  }
  const address = URL.createObjectURL(await contentOf(response, watch.onPiece))
  const link = document.createElement('a')
  link.href = address
  link.download = fileNameIn(response.headers.get('content-disposition')) ?? fallbackName
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** All of it, or what broke off named as such: half a file is worse than none. */
async function contentOf(response: Response, onPiece: DownloadWatch['onPiece']): Promise<Blob> {
  const pieces: BlobPart[] = []
  try {
    if (!onPiece || !response.body) return await response.blob()
    const reader = response.body.getReader()
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      pieces.push(next.value)
      onPiece(next.value, response.headers)
    }
  } catch {
    throw new ApiError({ type: 'about:blank', title: '下载中断', status: 0, code: 'network.unreachable' })
  }
  return new Blob(pieces)
}

function fileNameIn(disposition: string | null): string | null {
  const encoded = disposition?.match(/filename\*=UTF-8''([^;]+)/i)?.[1]
  return encoded ? decodeURIComponent(encoded) : (disposition?.match(/filename="?([^";]+)"?/i)?.[1] ?? null)
}

const formats: readonly [ExportFormat, string][] = [
  ['xlsx', 'Excel 表格'],
  ['csv', 'CSV 文本'],
  ['json', 'JSON 数据'],
]

interface Props<R extends RouteSpec> {
  route: R
  /** The filters in force; the format is added. */
  query: Record<string, unknown>
  name: string
}

/** 导出: the list as it is filtered now, as Excel, CSV or JSON. */
export function DownloadButton<const R extends RouteSpec>({ route, query, name }: Props<R>) {
  const [busy, setBusy] = useState(false)
  const menu = useRef<HTMLDetailsElement>(null)
  const take = async (format: ExportFormat) => {
    menu.current?.removeAttribute('open')
    setBusy(true)
    try {
      await download(route, { query: { ...query, format } } as RouteInput<R>, `${name}.${format}`)
      toast(`${name}已导出`)
    } catch (error) {
      toastError(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <details
      ref={menu}
      className="menu"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.removeAttribute('open')
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.removeAttribute('open')
      }}
    >
      <summary className="button">
        <Icon name="download" />
        {busy ? '正在导出…' : '导出'}
      </summary>
      <div className="menu-list">
        {formats.map(([format, words]) => (
          <Button key={format} type="text" block disabled={busy} onClick={() => void take(format)}>
            {words}
          </Button>
        ))}
      </div>
    </details>
  )
}
