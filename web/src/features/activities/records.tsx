import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import type { Activity } from '#contract/activities.ts'
import { activityKinds } from '#contract/activity-kinds.ts'
import {
  type ActivityRecord,
  activityRecordRoutes,
  type PaperHead,
  type RecordKind,
} from '#contract/activity-records.ts'
import { documentRoutes } from '#contract/documents.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { civilDateOf } from '../../shared/dates.ts'
import { FormDialog, ReasonDialog } from '../../shared/dialogs.tsx'
import { download } from '../../shared/download-button.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { toast, toastError } from '../../shared/toast.tsx'

export const recordWords: Record<RecordKind, string> = { outcome: '活动成果', brief: '简报', minutes: '会议纪要' }

type Asking =
  | { what: 'write'; record: ActivityRecord | null }
  | { what: 'publish' | 'withdraw'; record: ActivityRecord }

/** Outcome, briefs and minutes: signed ones to read, drafts for who writes them. */
export function Records({ one, done }: { one: Activity; done: () => Promise<unknown> }) {
  const query = useQuery(apiQuery(activityRecordRoutes.listActivityRecords, { params: { id: one.id } }))
  const [asking, setAsking] = useState<Asking | null>(null)
  const writes = one.actions.includes('record')
  if (!writes && (query.data?.items.length ?? 0) === 0) return null
  const close = () => setAsking(null)
  return (
    <Section
      title="成果、简报和纪要"
      actions={writes && <Button onClick={() => setAsking({ what: 'write', record: null })}>写一份</Button>}
    >
      <QueryState
        query={query}
        lines={2}
        isEmpty={({ items }) => items.length === 0}
        empty={<p className="faint">还没有。写好、签发以后，受邀的委员都看得到。</p>}
      >
        {({ items }) => (
          <ul className="leave-list">
            {items.map((record) => (
              <Record key={record.id} record={record} writes={writes} ask={setAsking} />
            ))}
          </ul>
        )}
      </QueryState>
      {asking?.what === 'write' && (
        <WriteDialog
          one={one}
          before={asking.record}
          proposed={query.data?.proposed ?? null}
          close={close}
          done={done}
        />
      )}
      {asking?.what === 'publish' && (
        <FormDialog<{ signedBy: string }>
          open
          title={`签发：${asking.record.title}`}
          okText="签发"
          initialValues={{ signedBy: query.data?.proposed?.signedBy ?? '' }}
          onClose={close}
          onOk={async ({ signedBy }) => {
            const { id, version } = asking.record
            await call(activityRecordRoutes.publishActivityRecord, { params: { id }, body: { signedBy, version } })
            toast('已签发，受邀的委员会收到消息')
            await done()
          }}
          fields={
            <Form.Item
              name="signedBy"
              label="签发人"
              rules={[{ required: true, whitespace: true, message: '请填签发人' }]}
            >
              <Input maxLength={40} />
            </Form.Item>
          }
        />
      )}
      {asking?.what === 'withdraw' && (
        <ReasonDialog
          open
          title={`收回：${asking.record.title}`}
          okText="收回"
          decisive
          maxLength={300}
          onClose={close}
          onOk={async (words) => {
            await call(activityRecordRoutes.withdrawActivityRecord, {
              params: { id: asking.record.id },
              body: { words },
            })
            toast('已收回，改好以后再签发')
            await done()
          }}
        >
          <p>收回以后委员看不到，改好要重新签发。</p>
        </ReasonDialog>
      )}
    </Section>
  )
}

/** The record as a Word file. */
async function take(record: ActivityRecord): Promise<void> {
  try {
    await download(documentRoutes.getActivityRecordPaper, { params: { id: record.id } }, `${record.title}.docx`)
  } catch (error) {
    toastError(error)
  }
}

function Record({ record, writes, ask }: { record: ActivityRecord; writes: boolean; ask: (asking: Asking) => void }) {
  const { kind, publishedAt } = record
  const about = [record.session, record.body, record.issue === null ? '' : `第 ${record.issue} 期`].filter(Boolean)
  return (
    <li className="sheet">
      <div className="leave-head">
        <strong>{record.title}</strong>
        {publishedAt === null ? (
          <StateTag tone="open">草稿</StateTag>
        ) : (
          <StateTag tone="done">{`${record.signedBy}签发`}</StateTag>
        )}
      </div>
      <p className="faint">
        {[recordWords[kind], ...about].join('，')}
        {publishedAt && (
          <>
            {'，'}
            <CivilDate value={civilDateOf(publishedAt)} />
          </>
        )}
      </p>
      <p className="preserve">{record.text}</p>
      <p className="no-print">
        <LinkButton onClick={() => void take(record)}>下载 Word</LinkButton>
      </p>
      {writes && (
        <div className="answer-row no-print">
          {publishedAt === null ? (
            <>
              <Button type="primary" onClick={() => ask({ what: 'publish', record })}>
                签发
              </Button>
              <Button onClick={() => ask({ what: 'write', record })}>修改</Button>
            </>
          ) : (
            <LinkButton onClick={() => ask({ what: 'withdraw', record })}>收回来改</LinkButton>
          )}
        </div>
      )}
    </li>
  )
}

type Values = Omit<ActivityRecord, 'id' | 'signedBy' | 'publishedAt' | 'version'>

/** 小组会出简报，别的会议出纪要，活动写成果. */
const usualKind = ({ kind }: Activity): RecordKind =>
  kind === 'plenary' || kind === 'plenarySubMeeting' ? 'brief' : activityKinds[kind].meeting ? 'minutes' : 'outcome'

function WriteDialog(props: {
  one: Activity
  before: ActivityRecord | null
  /** What its head would say. */
  proposed: PaperHead | null
  close: () => void
  done: () => Promise<unknown>
}) {
  const { one, before, proposed, close, done } = props
  const [kind, setKind] = useState<RecordKind>(before?.kind ?? usualKind(one))
  return (
    <FormDialog<Values>
      open
      title={before ? '修改' : '写成果、简报、纪要'}
      okText="存草稿"
      initialValues={
        before ?? {
          title: one.title,
          session: proposed?.session ?? '',
          body: proposed?.body || one.organiser.name,
          text: '',
        }
      }
      onClose={close}
      onOk={async ({ title, session, body, issue, text }, key) => {
        const written = { kind, title, session: session ?? '', body: body ?? '', issue: issue ?? null, text }
        if (before)
          await call(activityRecordRoutes.editActivityRecord, {
            params: { id: before.id },
            body: { ...written, version: before.version },
          })
        else
          await call(
            activityRecordRoutes.writeActivityRecord,
            { params: { id: one.id }, body: written },
            { idempotencyKey: key },
          )
        toast('草稿已存，签发以后委员才看得到')
        await done()
      }}
      fields={
        <>
          <Form.Item label="写哪一种">
            <Radio.Group
              className="leave-kinds"
              value={kind}
              onChange={(event) => setKind(event.target.value as RecordKind)}
              options={Object.entries(recordWords).map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
          <Form.Item name="title" label="标题" rules={[{ required: true, whitespace: true, message: '请填标题' }]}>
            <Input maxLength={100} />
          </Form.Item>
          {kind === 'brief' && (
            <div className="field-grid">
              <Form.Item name="session" label="届次">
                <Input maxLength={60} placeholder="如 第十届第五次会议" />
              </Form.Item>
              <Form.Item name="body" label="小组">
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name="issue" label="期号" initialValue={proposed?.briefIssue}>
                <InputNumber min={1} max={9999} precision={0} />
              </Form.Item>
            </div>
          )}
          {kind === 'minutes' && (
            <Form.Item name="issue" label="期号" initialValue={proposed?.minutesIssue}>
              <InputNumber min={1} max={9999} precision={0} />
            </Form.Item>
          )}
          <Form.Item name="text" label="正文" rules={[{ required: true, whitespace: true, message: '请写正文' }]}>
            <Input.TextArea rows={12} maxLength={30_000} showCount />
          </Form.Item>
        </>
      }
    />
  )
}
