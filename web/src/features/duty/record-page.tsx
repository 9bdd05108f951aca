import './duty.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
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
import { hasRole, useMe } from '../../shared/session.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { ProofButtons, proofLimit, proofMegabytes } from './proof-picker.tsx'
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
  const office = hasRole(useMe(), 'memberOffice')
  const reviewer = record && (office || record.actions.includes('approve'))
  return (
    <Page
      title={record?.title ?? '履职记录'}
      back={{ to: '/duty/records', label: office ? '手工填报' : '我补记的' }}
      width="reading"
      lead={record && <StateTag tone={recordTones[record.state]}>{recordStateWords[record.state]}</StateTag>}
      actions={record && <Actions record={record} ask={setAsking} />}
    >
      <QueryState query={query}>
        {(one) => (
          <>
            {one.state === 'refused' && (
              <p className="sheet preserve">
                <strong>未通过的理由：</strong>
                {one.reviewNote}
                <br />
                {one.actions.includes('edit') && '缺材料的先在下面添上，再点“修改并重新提交”，会再审核一次。'}
              </p>
            )}
            {one.twin !== null && one.actions.includes('approve') && (
              <p className="sheet">
                <strong>可能重复：</strong>这一天的{kindWord(one.kind)}已自动入账：{one.twin}。
              </p>
            )}
            <About record={one} />
            <Proofs record={one} done={done} />
            {reviewer && <NextToReview record={one} />}
          </>
        )}
      </QueryState>
      {record && asking && <Dialogs record={record} asking={asking} close={() => setAsking(null)} done={done} />}
    </Page>
  )
}

/** What decides comes first; on what another entered and the office reviews, the rest stands back. */
function Actions({ record, ask }: { record: DutyRecord; ask: (action: DutyRecordAction) => void }) {
  const reviews = record.actions.includes('approve')
  const order: readonly DutyRecordAction[] = ['approve', 'refuse', 'edit', 'withdraw']
  return order
    .filter((action) => record.actions.includes(action))
    .map((action) => {
      const again = action === 'edit' && record.state === 'refused'
      const words = again ? '修改并重新提交' : recordActionWords[action]
      if (reviews && (action === 'edit' || action === 'withdraw'))
        return (
          <LinkButton key={action} onClick={() => ask(action)}>
            {words}
          </LinkButton>
        )
      return (
        <Button key={action} type={action === 'approve' || again ? 'primary' : 'default'} onClick={() => ask(action)}>
          {words}
        </Button>
      )
    })
}

/** The next record that waits for the same reviewer, so that a pile is gone through without the list. */
function NextToReview({ record }: { record: DutyRecord }) {
  const query = useQuery(apiQuery(r.listDutyRecords, { query: { state: 'submitted' } }))
  const waiting = (query.data?.items ?? []).filter((one) => one.id !== record.id && one.actions.includes('approve'))
  const [next] = waiting
  if (!next) return null
  return (
    <p>
      还有 {waiting.length}
      {query.data?.nextCursor ? ' 条以上' : ' 条'}待审核，下一条：
      <Link to="/duty/records/$id" params={{ id: next.id }}>
        {next.memberName}，{next.title}
      </Link>
    </p>
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
  const [busy, setBusy] = useState(false)
  // The office that reviews a member's record changes nothing of its proof.
  const editable =
    record.actions.includes('edit') && !(record.origin === 'member' && record.actions.includes('approve'))
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
        <p className="faint">
          {record.origin === 'import'
            ? '凭表格导入，表格由委员联络办留存。'
            : editable
              ? `还没有材料。照片、文件、证书都可以，每个不超过 ${proofMegabytes} MB，最多 ${proofLimit} 个。`
              : '没有材料。'}
        </p>
      )}
      <div className="proof-pictures">
        {record.files
          .filter((file) => file.mediaType.startsWith('image/'))
          .map((file) => {
            const href = routeUrl(r.getDutyRecordFile, { params: { id: record.id, fileId: file.fileId } })
            return (
              <a key={file.fileId} href={href} target="_blank" rel="noreferrer">
                <img src={href} alt={file.name} />
              </a>
            )
          })}
      </div>
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
      {editable && record.files.length < proofLimit && <ProofButtons busy={busy} onPick={(files) => void add(files)} />}
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
        needed={record.files.length === 0 || record.twin !== null}
        maxLength={500}
        onClose={close}
        onOk={async (note) => {
          await call(r.approveDutyRecord, { params, body: { version, note } })
          toast('已通过，稍后就在台账里')
          await done()
        }}
      >
        {record.twin !== null && (
          <p>
            这一天的{kindWord(record.kind)}已自动入账：{record.twin}。是同一次的请不予通过；确是另一次的，请写明。
          </p>
        )}
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
