import './documents.css'
import { Button, Checkbox, Modal, Radio } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { documentNumberRoutes } from '#contract/document-numbers.ts'
import { documentRoutes, type PaperKind } from '#contract/documents.ts'
import type { NumberedKind } from '#contract/paper-kinds.ts'
import type { RouteInput } from '#contract/route.ts'
import { call, errorWords } from '../../shared/api.ts'
import { download } from '../../shared/download-button.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { toast } from '../../shared/toast.tsx'
import { paperCounter } from './count-papers.ts'
import { paperWords } from './words.ts'

/** What can be made of many proposals at once. */
export type BatchKind = PaperKind | 'meetingList' | 'yearReport'
const batchWords: Record<BatchKind, string> = {
  ...paperWords,
  meetingList: '交办会清单（一张表）',
  yearReport: '年度提案工作报告（底稿）',
}

interface BatchDialogProps {
  kinds: readonly BatchKind[]
  /** The filters of the list as it stands. */
  filters: Record<string, unknown>
  /** Proposals ticked in it. */
  ticked: readonly string[]
  onClose: () => void
}

/** 成批出文书: which paper, of which proposals, and how far it has come. */
export function BatchDialog({ kinds, filters, ticked, onClose }: BatchDialogProps) {
  const [kind, setKind] = useState<BatchKind>(kinds[0] ?? 'reply')
  const [which, setWhich] = useState<'ticked' | 'all'>(ticked.length > 0 ? 'ticked' : 'all')
  const [progress, setProgress] = useState<{ proposals: number; papers: number } | null>(null)
  const [numbers, setNumbers] = useState(false)
  const me = useMe()
  const mayNumber: readonly string[] = hasRole(me, 'proposalOffice')
    ? ['examination', 'assignmentNotice', 'reminder', 'yearReport']
    : hasRole(me, 'assigningOffice')
      ? ['assignmentNotice', 'reminder']
      : []
  const numberable = mayNumber.includes(kind)
  const [problem, setProblem] = useState('')
  const stop = useRef<AbortController | null>(null)
  useEffect(() => () => stop.current?.abort(), [])

  const start = async () => {
    const own = new AbortController()
    stop.current = own
    setProblem('')
    setProgress({ proposals: 0, papers: 0 })
    const wanted = which === 'ticked' ? { ids: ticked.join(',') } : filters
    const count = paperCounter()
    try {
      if (numbers && numberable) await numberFirst(kind, wanted, filters)
      if (kind === 'meetingList')
        await download(documentRoutes.getMeetingList, { query: wanted } as never, '交办会清单.docx')
      else if (kind === 'yearReport')
        await download(
          documentRoutes.getYearReport,
          { query: { termId: filters.termId, sessionId: filters.sessionId } } as never,
          '年度提案工作报告.docx',
        )
      else
        await download(
          documentRoutes.getPapers,
          { query: { ...wanted, kind } } as RouteInput<typeof documentRoutes.getPapers>,
          `${paperWords[kind]}.zip`,
          {
            signal: own.signal,
            onPiece: (piece, headers) =>
              setProgress({ proposals: Number(headers.get('x-proposals')), papers: count(piece) }),
          },
        )
      toast(`${batchWords[kind]}已下载`)
      onClose()
    } catch (error) {
      if (!own.signal.aborted) setProblem(errorWords(error))
    } finally {
      setProgress(null)
    }
  }
  const busy = progress !== null
  return (
    <Modal
      open
      title="成批出文书"
      onCancel={onClose}
      maskClosable={false}
      width="min(36rem, calc(100vw - 2rem))"
      footer={
        <>
          <Button onClick={onClose}>{busy ? '停止' : '取消'}</Button>
          <Button type="primary" loading={busy} onClick={() => void start()}>
            下载
          </Button>
        </>
      }
    >
      <p>每件一个 Word 文件，装在一个压缩包里，附一张目录。只有您看得到的才会出。</p>
      <p className="batch-label">出哪种文书</p>
      <Radio.Group
        aria-label="出哪种文书"
        className="batch-kinds"
        disabled={busy}
        value={kind}
        onChange={(event) => setKind(event.target.value as BatchKind)}
        options={kinds.map((one) => ({ value: one, label: batchWords[one] }))}
      />
      <p className="batch-label">出哪些提案的</p>
      <Radio.Group
        aria-label="出哪些提案的"
        className="batch-kinds"
        disabled={busy}
        value={which}
        onChange={(event) => setWhich(event.target.value as 'ticked' | 'all')}
        options={[
          { value: 'ticked', label: `勾选的 ${ticked.length} 件`, disabled: ticked.length === 0 },
          { value: 'all', label: '现在条件下的全部（最多 2000 件）' },
        ]}
      />
      {numberable && (
        <p className="batch-label">
          <Checkbox disabled={busy} checked={numbers} onChange={(event) => setNumbers(event.target.checked)}>
            还没有发文字号的，先按顺序编号
          </Checkbox>
        </p>
      )}
      {mayNumber.length > 0 && (
        <p>
          <Button
            type="link"
            onClick={() =>
              void download(
                documentNumberRoutes.exportPaperNumbers,
                { query: { format: 'xlsx' } },
                '发文登记簿.xlsx',
              ).catch((error: unknown) => setProblem(errorWords(error)))
            }
          >
            下载发文登记簿
          </Button>
        </p>
      )}
      {busy && (
        <p className="batch-progress" role="status">
          {progressWords(progress)}
        </p>
      )}
      {problem && (
        <p className="batch-progress" role="alert">
          {problem}
        </p>
      )}
    </Modal>
  )
}

/** Numbers what has none yet, before it is printed. */
async function numberFirst(kind: BatchKind, wanted: object, filters: Record<string, unknown>): Promise<void> {
  if (kind === 'yearReport') {
    const { termId, sessionId } = filters as { termId?: string; sessionId?: string }
    const { number } = await call(documentNumberRoutes.issueReportNumber, { body: { termId, sessionId } })
    toast(`发文字号为 ${number}`)
    return
  }
  const body = { ...wanted, kind: kind as NumberedKind }
  const { issued, had } = await call(documentNumberRoutes.issuePaperNumbers, { body })
  toast(`新编 ${issued} 个发文字号${had > 0 ? `，原有 ${had} 个不变` : ''}`)
}

function progressWords({ proposals, papers }: { proposals: number; papers: number }): string {
  if (proposals === 0) return '正在准备…'
  return `共 ${proposals} 件提案，已收到 ${papers} 份文书`
}
