import { useMutation } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useId, useState } from 'react'
import { coSigningRoutes } from '#contract/co-signing.ts'
import type { Proposal } from '#contract/proposals.ts'
import { PersonList } from '../../../shared/matter/person-list.tsx'
import { StateTag } from '../../../shared/matter/state-tag.tsx'
import { toastError } from '../../../shared/toast.tsx'
import { signerNote } from '../signer-note.ts'
import { useAct } from '../use-act.ts'
import { coSignerTones, coSignerWords } from '../words.ts'
import { MemberSearch } from './member-search.tsx'

/** Invites members to co-sign, found by name or pinyin, and shows their answers. */
export function CoSignerEditor({ proposal }: { proposal: Proposal | null }) {
  if (proposal?.kind === 'collective') return null
  return (
    <section className="field" aria-labelledby="co-signers-label">
      <p className="field-label" id="co-signers-label">
        联名（可不邀请）
      </p>
      <p className="field-hint">受邀的委员会收到待办，看过内容后答复是否联名。</p>
      {proposal ? <Invitations proposal={proposal} /> : <p className="field-hint">先写几个字，草稿存好后就能邀请。</p>}
    </section>
  )
}

function Invitations({ proposal }: { proposal: Proposal }) {
  const act = useAct()
  const params = { id: proposal.id }
  const invite = useMutation({
    mutationFn: (member: { id: string; name: string }) =>
      act(coSigningRoutes.inviteCoSigners, { params, body: { memberIds: [member.id] } }, `已邀请${member.name}`),
    onError: toastError,
  })
  const takeBack = useMutation({
    mutationFn: (memberId: string) =>
      act(coSigningRoutes.removeCoSigner, { params: { ...params, memberId } }, '已收回邀请'),
    onError: toastError,
  })
  const mayInvite = proposal.actions.includes('invite')
  const taken = [proposal.leadProposer?.memberId, ...proposal.coSigners.map((person) => person.memberId)]
  return (
    <>
      <PersonList
        people={proposal.coSigners.map((person) => ({
          key: person.memberId,
          name: person.name,
          about: person.sector,
          state: <StateTag tone={coSignerTones[person.state]}>{coSignerWords[person.state]}</StateTag>,
          note: signerNote(person),
          action: mayInvite && person.state !== 'left' && (
            <Button
              type="text"
              disabled={takeBack.isPending}
              aria-label={`收回对${person.name}的邀请`}
              onClick={() => takeBack.mutate(person.memberId)}
            >
              收回
            </Button>
          ),
        }))}
      />
      {mayInvite && (
        <MemberSearch
          taken={taken}
          busy={invite.isPending}
          choose="邀请"
          onChoose={(member) => invite.mutate(member)}
        />
      )}
      {proposal.actions.includes('recordSignatures') && <PaperSignatures proposal={proposal} />}
    </>
  )
}

/** 纸质提案的联名页：机关对着扫描件代录签名，注明代录人。 */
function PaperSignatures({ proposal }: { proposal: Proposal }) {
  const act = useAct()
  const [scan, setScan] = useState<string | null>(null)
  const scanId = useId()
  const record = useMutation({
    mutationFn: (member: { id: string; name: string }) =>
      act(
        coSigningRoutes.recordSignatures,
        { params: { id: proposal.id }, body: { memberIds: [member.id], scanFileId: scan ?? '' } },
        `已代录${member.name}的签名`,
      ),
    onError: toastError,
  })
  const signed = proposal.coSigners.filter((one) => one.state === 'accepted').map((one) => one.memberId)
  if (proposal.attachments.length === 0)
    return <p className="field-hint">已在纸上签名的，先在“附件”中上传签名页的扫描件，再在这里代录。</p>
  return (
    <fieldset className="paper-signatures">
      <legend>代录纸质签名</legend>
      <p className="field-hint">对着扫描件逐人代录，注明由您代录；委员会收到告知。</p>
      <label className="field-label" htmlFor={scanId}>
        签名在哪个附件
      </label>
      <Select
        id={scanId}
        value={scan}
        placeholder="选择扫描件"
        options={proposal.attachments.map((file) => ({ value: file.fileId, label: file.name }))}
        onChange={setScan}
      />
      {scan && (
        <MemberSearch
          taken={[proposal.leadProposer?.memberId, ...signed]}
          busy={record.isPending}
          choose="代录"
          onChoose={(member) => record.mutate(member)}
        />
      )}
    </fieldset>
  )
}
