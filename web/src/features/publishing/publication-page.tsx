import './publishing.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, Button, Checkbox } from 'antd'
import { useState } from 'react'
import { type Publication, publishingRoutes, type RedactionMark } from '#contract/publishing.ts'
import { redacted } from '#contract/redaction.ts'
import { apiQuery, call, isProblem } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { ConfirmDialog, ReasonDialog } from '../../shared/dialogs.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page, Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { useLeaveGuard } from '../../shared/use-leave-guard.ts'
import { MarkPanel } from './mark-panel.tsx'
import { OriginalText } from './original-text.tsx'
import { covers } from './passages.ts'
import { kindWords, publicationTones, publicationWords } from './words.ts'

/** The original beside what the public will read: mark, publish, take off. */
export function PublicationPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery({ ...apiQuery(publishingRoutes.getPublication, { params: { id } }), staleTime: 0 })
  return (
    <QueryState query={query} lines={12}>
      {(publication) => <Editor key={publication.id} publication={publication} />}
    </QueryState>
  )
}

const keptOf = (publication: Publication) => ({
  version: publication.version,
  marks: publication.marks,
  fileIds: publication.files.flatMap((file) => (file.included ? [file.fileId] : [])),
  hideProposers: publication.hideProposers,
})

type Asking = 'publish' | 'withhold' | 'retract' | null

function Editor({ publication }: { publication: Publication }) {
  const { id, parts, suggestions, actions, state, kind } = publication
  const client = useQueryClient()
  /** What was kept when this window last read or wrote it. */
  const [base, setBase] = useState(() => keptOf(publication))
  const [marks, setMarks] = useState<RedactionMark[]>(base.marks)
  const [hideProposers, setHideProposers] = useState(base.hideProposers)
  const [fileIds, setFileIds] = useState(base.fileIds)
  const [asking, setAsking] = useState<Asking>(null)
  const [saving, setSaving] = useState(false)
  const given = { version: base.version, marks, fileIds, hideProposers }
  const changed = JSON.stringify(given) !== JSON.stringify(base)
  const adopt = () => {
    const kept = keptOf(publication)
    setBase(kept)
    setMarks(kept.marks)
    setHideProposers(kept.hideProposers)
    setFileIds(kept.fileIds)
  }
  const elsewhere = publication.version > base.version
  if (elsewhere && !changed) adopt()
  useLeaveGuard(changed, '标记还没有保存。要离开这一页吗？')
  const edits = actions.includes('mark') || actions.includes('publish')
  const left = suggestions.filter((one) => !marks.some((mark) => covers(mark, one)))
  const shown = redacted(parts, marks)
  /** What was not sent along stays unsaved. */
  const done = async (words: string, version: number, kept: typeof base = given) => {
    setBase({ ...kept, version })
    await client.invalidateQueries()
    toast(words)
  }
  const keep = async () => {
    setSaving(true)
    try {
      const { version } = await call(publishingRoutes.markPublication, { params: { id }, body: given })
      await done('标记已保存，还没有公开', version)
    } catch (error) {
      if (isProblem(error, 'version.stale')) await client.invalidateQueries()
      toastError(error)
    } finally {
      setSaving(false)
    }
  }
  return (
    <Page
      title={`${kind === 'reply' ? `${publication.unit}的答复` : kindWords[kind]}公开`}
      lead={
        <>
          <Link to="/proposals/$id" params={{ id: publication.proposalId }}>
            {publication.number === null ? '' : `第 ${publication.number} 号 `}
            {publication.title}
          </Link>{' '}
          <StateTag tone={publicationTones[state]}>{publicationWords[state]}</StateTag>{' '}
          <span className="faint">
            <Instant value={publication.publishedAt ?? publication.since} />
          </span>
        </>
      }
      back={{ to: '/publications', label: '提案公开' }}
      actions={
        <>
          {actions.includes('publish') && (
            <Button type="primary" onClick={() => setAsking('publish')} disabled={state === 'published' && !changed}>
              {state === 'published' ? '更新公开稿' : '公开'}
            </Button>
          )}
          {actions.includes('mark') && (
            <Button onClick={() => void keep()} loading={saving} disabled={!changed}>
              只保存标记
            </Button>
          )}
          {actions.includes('withhold') && <Button onClick={() => setAsking('withhold')}>不公开</Button>}
          {actions.includes('retract') && (
            <Button danger onClick={() => setAsking('retract')}>
              撤下
            </Button>
          )}
        </>
      }
    >
      {elsewhere && changed && (
        <Alert
          type="warning"
          showIcon
          message="别的窗口刚改过标记，和这里的不一样。"
          action={
            <>
              <Button size="small" onClick={adopt}>
                用别的窗口的
              </Button>{' '}
              <Button size="small" onClick={() => setBase(keptOf(publication))}>
                用这里的
              </Button>
            </>
          }
        />
      )}
      <Consent publication={publication} />
      {edits && <MarkPanel parts={parts} marks={marks} left={left} onChange={setMarks} />}
      <div className="publication-texts">
        <Section title="原文">
          {edits && (
            <p className="faint">
              选中要去掉的字，再点“去掉”；也可以在上面输入。深色划去的公众看不到，虚线的是建议去掉的。
            </p>
          )}
          <OriginalText parts={parts} marks={marks} suggestions={suggestions} onChange={edits ? setMarks : null} />
        </Section>
        <Section title={state === 'published' && !changed ? '公众现在看到的' : '公众将看到的'}>
          {kind === 'proposal' && (
            <p>
              <span className="faint">提案者：</span>
              {hideProposers ? publication.hiddenProposers : publication.shownProposers}
            </p>
          )}
          {(state === 'published' && !changed && publication.published ? publication.published : shown).map((part) => (
            <div key={part.key}>
              <h3>{part.label}</h3>
              <p className="preserve">{part.text || <span className="faint">（没有）</span>}</p>
            </div>
          ))}
        </Section>
      </div>
      {edits && kind === 'proposal' && (
        <Section title="一起公开的">
          <Checkbox checked={hideProposers} onChange={(event) => setHideProposers(event.target.checked)}>
            不写提案者，写作“{publication.hiddenProposers}”
          </Checkbox>
          {publication.files.length > 0 && (
            <ul className="plain-list">
              {publication.files.map((file) => (
                <li key={file.fileId}>
                  <Checkbox
                    checked={fileIds.includes(file.fileId)}
                    onChange={(event) =>
                      setFileIds(
                        event.target.checked ? [...fileIds, file.fileId] : fileIds.filter((one) => one !== file.fileId),
                      )
                    }
                  >
                    附件：{file.name}
                  </Checkbox>
                </li>
              ))}
              <li className="faint">附件按原样公开，标记对附件不起作用，请先打开看过。</li>
            </ul>
          )}
        </Section>
      )}
      <ConfirmDialog
        open={asking === 'publish'}
        title={state === 'published' ? '更新公开稿？' : '公开？'}
        okText={left.length > 0 ? '都看过了，公开' : '公开'}
        decisive
        onClose={() => setAsking(null)}
        onOk={async () => {
          const body = { ...given, leaveRest: left.length > 0 }
          const { version } = await call(publishingRoutes.publish, { params: { id }, body })
          await done('已公开', version)
        }}
      >
        {left.length > 0 && (
          <Alert type="warning" showIcon message={`还有 ${left.length} 处建议去掉的文字没有去掉。`} />
        )}
        <p>公众马上能看到。以后随时可以撤下，标记都留着。</p>
      </ConfirmDialog>
      <ReasonDialog
        open={asking === 'withhold'}
        title="不公开"
        okText="不公开"
        label="不公开的理由"
        maxLength={200}
        onClose={() => setAsking(null)}
        onOk={async (note) => {
          const { version } = await call(publishingRoutes.withholdPublication, { params: { id }, body: { note } })
          await done('已记下不公开', version, base)
        }}
      >
        <p>以后改了主意，还可以公开。</p>
      </ReasonDialog>
      <ReasonDialog
        open={asking === 'retract'}
        title="从公众页面撤下"
        okText="撤下"
        decisive
        maxLength={200}
        onClose={() => setAsking(null)}
        onOk={async (note) => {
          const { version } = await call(publishingRoutes.retractPublication, { params: { id }, body: { note } })
          await done('已撤下', version, base)
        }}
      >
        <p>公众页面、查找、订阅和下载里马上都没有了。标记都留着，可以再公开。</p>
      </ReasonDialog>
    </Page>
  )
}

function Consent({ publication }: { publication: Publication }) {
  const { consent, consentNote, reason, state, kind } = publication
  return (
    <>
      {!consent && (
        <Alert
          type="info"
          showIcon
          message={`提案者不同意公开${consentNote ? `：${consentNote}` : '，没有写理由'}。`}
        />
      )}
      {consent && consentNote && <Alert type="info" showIcon message={`提案者同意公开，附言：${consentNote}`} />}
      {reason && state !== 'published' && <p>理由：{reason}</p>}
      {kind === 'reply' && state !== 'published' && (
        <p className="faint">答复登在提案的公众页面上，提案公开以后才能公开。</p>
      )}
    </>
  )
}
