import './duty.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { type DutyRecord, type DutyRecordAction, dutyRecordRoutes as r } from '#contract/duty-records.ts'
import { apiQuery, call, routeUrl } from '../../shared/api.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { civilDateOf } from '../../shared/dates.ts'
import { FormDialog, ReasonDialog } from '../../shared/dialogs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { Attachments } from '../../shared/matter/attachments.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Facts, Page, Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { RecordFields, type RecordValues, recordBody } from './record-fields.tsx'
import {
  kindWord,
  levelWords,
  originWords,
  partWords,
  recordActionWords,
  recordStateWords,
  recordTones,
} from './words.ts'

/** One duty recorded by hand: what, the proofs, and what may be done with it now. */
export function RecordPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const client = useQueryClient()
  const query = useQuery(apiQuery(r.getDutyRecord, { params: { id } }))
  const [asking, setAsking] = useState<DutyRecordAction | null>(null)
  const done = () => client.invalidateQueries()
  const { data: record } = query
  return (
    <Page
      title={record?.title ?? '履职记录'}
      back={{ to: '/duty/records', label: '手工填报' }}
      width="reading"
      lead={record && <StateTag tone={recordTones[record.state]}>{recordStateWords[record.state]}</StateTag>}
      actions={record?.actions.map((action) => (
        <Button key={action} type={action === 'approve' ? 'primary' : 'default'} onClick={() => setAsking(action)}>
          {recordActionWords[action]}
        </Button>
      ))}
    >
      <QueryState query={query}>
        {(one) => (
          <>
            {one.state === 'refused' && (
              <p className="sheet preserve">
                <strong>未通过的理由：</strong>
                {one.reviewNote}
                <br />
                改好后重新提交，会再审核一次。
              </p>
            )}
            <About record={one} />
            <Proofs record={one} done={done} />
          </>
        )}
      </QueryState>
      {record && asking && <Dialogs record={record} asking={asking} close={() => setAsking(null)} done={done} />}
    </Page>
  )
}

function About({ record: one }: { record: DutyRecord }) {
  return (
    <Facts
      items={[
        ['委员', one.memberName],
        ['类别', kindWord(one.kind)],
        ['日期', <CivilDate key="on" value={one.occurredOn} />],
        ['身份', partWords[one.part]],
        ...(one.level ? [['级别', levelWords[one.level]] as const] : []),
        ['由谁组织', one.organiser?.name ?? '本会机关'],
        [
          '填报',
          <span key="by">
            {one.enteredByName}（{originWords[one.origin]}）<CivilDate value={civilDateOf(one.createdAt)} far={false} />
          </span>,
        ],
        ...(one.reviewedAt
          ? [
              [
                '审核',
                <span key="review">
                  {one.reviewedByName} <CivilDate value={civilDateOf(one.reviewedAt)} far={false} />
                  {one.state !== 'refused' && one.reviewNote && `，${one.reviewNote}`}
                </span>,
              ] as const,
            ]
          : []),
        [
          '情况说明',
          <span key="note" className="preserve">
            {one.note || '没有写'}
          </span>,
        ],
      ]}
    />
  )
}

function Proofs({ record, done }: { record: DutyRecord; done: () => Promise<unknown> }) {
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const editable = record.actions.includes('edit')
  const params = { id: record.id }
  const add = async (files: readonly File[]) => {
    setBusy(true)
    try {
      for (const file of files) await call(r.addDutyRecordFile, { params }, { files: [file] })
      toast('证明材料已添加')
    } catch (error) {
      toastError(error)
    } finally {
      setBusy(false)
      await done()
    }
  }
  const remove = async (fileId: string) => {
    try {
      await call(r.removeDutyRecordFile, { params: { id: record.id, fileId } })
      await done()
    } catch (error) {
      toastError(error)
    }
  }
  return (
    <Section title="证明材料">
      {record.files.length === 0 && (
        <p className="faint">还没有材料。照片、文件、证书都可以，每个不超过 30 MB，最多 9 个。</p>
      )}
      <Attachments
        files={record.files}
        href={(file) => routeUrl(r.getDutyRecordFile, { params: { id: record.id, fileId: file.fileId } })}
        action={(file) =>
          editable && (
            <LinkButton aria-label={`移去${file.name}`} onClick={() => void remove(file.fileId)}>
              移去
            </LinkButton>
          )
        }
      />
      {editable && (
        <>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            aria-label="选择证明材料"
            onChange={(event) => {
              const files = [...(event.target.files ?? [])]
              event.target.value = ''
              if (files.length > 0) void add(files)
            }}
          />
          <Button loading={busy} onClick={() => input.current?.click()}>
            {busy ? '正在上传' : '添加材料'}
          </Button>
        </>
      )}
    </Section>
  )
}

interface DialogsProps {
  record: DutyRecord
  asking: DutyRecordAction
  close: () => void
  done: () => Promise<unknown>
}

function Dialogs({ record, asking, close, done }: DialogsProps) {
  const params = { id: record.id }
  const { version } = record
  if (asking === 'edit')
    return (
      <FormDialog<Partial<RecordValues>>
        open
        title="修改"
        okText={record.state === 'refused' ? '重新提交' : '保存'}
        initialValues={{ ...record, organiserGroupId: record.organiser?.id ?? null }}
        onClose={close}
        onOk={async (values) => {
          await call(r.editDutyRecord, { params, body: { version, ...recordBody(values) } })
          await done()
        }}
        fields={<RecordFields />}
      />
    )
  if (asking === 'approve')
    return (
      <ReasonDialog
        open
        title="审核通过"
        okText="通过并入账"
        label="怎样核实的"
        needed={record.files.length === 0}
        maxLength={500}
        onClose={close}
        onOk={async (note) => {
          await call(r.approveDutyRecord, { params, body: { version, note } })
          toast('已通过，稍后就在台账里')
          await done()
        }}
      >
        {record.files.length === 0 && <p>这条记录没有证明材料，请写明您是怎样核实的。</p>}
      </ReasonDialog>
    )
  if (asking === 'refuse')
    return (
      <ReasonDialog
        open
        title="不予通过"
        okText="不予通过"
        maxLength={500}
        onClose={close}
        onOk={async (note) => {
          await call(r.refuseDutyRecord, { params, body: { version, note } })
          await done()
        }}
      >
        <p>理由会告诉委员，委员改好后可以重新提交。</p>
      </ReasonDialog>
    )
  return (
    <ReasonDialog
      open
      title="撤回这条记录"
      okText="撤回"
      decisive
      maxLength={500}
      onClose={close}
      onOk={async (note) => {
        await call(r.withdrawDutyRecord, { params, body: { note } })
        await done()
      }}
    >
      {record.state === 'approved' && <p>已经入账的，会在台账里记一条冲销。</p>}
    </ReasonDialog>
  )
}
