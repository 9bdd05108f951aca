import './words.ts'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { RouteInput, RouteSpec } from '#contract/route.ts'
import { download } from '../../shared/download-button.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { paperCounter } from './count-papers.ts'

interface Props<R extends RouteSpec> {
  route: R
  input: RouteInput<R>
  name: string
  label: string
  disabled?: boolean
}

/** Many papers as one zip: shows how many have come, and can be stopped. */
export function ZipButton<const R extends RouteSpec>({ route, input, name, label, disabled }: Props<R>) {
  const [progress, setProgress] = useState<{ papers: number; all: number } | null>(null)
  const stop = useRef<AbortController | null>(null)
  useEffect(() => () => stop.current?.abort(), [])
  const start = async () => {
    const own = new AbortController()
    stop.current = own
    setProgress({ papers: 0, all: 0 })
    const count = paperCounter()
    try {
      await download(route, input, `${name}.zip`, {
        signal: own.signal,
        onPiece: (piece, headers) => setProgress({ papers: count(piece), all: Number(headers.get('x-papers')) }),
      })
      toast(`${name}已下载`)
    } catch (error) {
      if (!own.signal.aborted) toastError(error)
    } finally {
      setProgress(null)
    }
  }
  if (!progress)
    return (
      <Button disabled={disabled} onClick={() => void start()}>
        {label}
      </Button>
    )
  const { papers, all } = progress
  return (
    <>
      <span role="status">{all === 0 ? '正在准备…' : `已出 ${Math.min(papers, all)}／${all} 份`}</span>
      <Button onClick={() => stop.current?.abort()}>停止</Button>
    </>
  )
}
