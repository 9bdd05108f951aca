import '../proposals/draft/draft.css'
import './speeches.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Button, Input, Radio, Select } from 'antd'
import { useRef, useState } from 'react'
import { activityInviteeRoutes } from '#contract/activity-invitees.ts'
import { type SpeechText, type SpeechWriting, speechLength, speechRoutes } from '#contract/speeches.ts'
import { apiQuery, call, errorWords, newIdempotencyKey, problemOf } from '../../shared/api.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { ConfirmDialog } from '../../shared/dialogs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { Page } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { useMe } from '../../shared/session.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { forgetCopy, keepCopy } from '../proposals/draft/local-copy.ts'
import { SaveWords } from '../proposals/draft/save-words.tsx'
import { createSaver } from '../proposals/draft/saver.ts'
import { callFor, useSavedOnLeaving, useSaveStatus } from '../proposals/draft/use-draft-saver.ts'
import { useWritingMode } from '../proposals/draft/use-writing-mode.ts'
import { copyKey, joinSpeech, sameSpeech, startOf } from './text.ts'
import { TwoTexts } from './two-texts.tsx'
import { wishWords } from './words.ts'

/** A speech being written: kept on this device at once, on the server after each pause, handed in when it is ready. */
export function WritePage() {
  const { callId, speechId } = useParams({ strict: false }) as { callId: string; speechId?: string }
  const query = useQuery({
    ...apiQuery(speechRoutes.getSpeechWriting, { params: { id: callId }, query: { speechId } }),
    // What is written here is newer than any answer: asked for once, and never shown again from memory.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  return (
    <QueryState query={query} lines={12}>
      {(writing) => <Editor key={copyKey(callId, speechId)} writing={writing} />}
    </QueryState>
  )
}

function useSpeechSaver(writing: SpeechWriting, joined: (text: SpeechText) => void) {
  const me = useMe()
  const key = copyKey(writing.call.id, writing.speech?.id)
  const [start] = useState(() => startOf(me.accountId, key, writing))
  const [saver] = useState(() => {
    const keep = (text: SpeechText, version: number) => {
      const body = { ...text, speechId: writing.speech?.id ?? null, version }
      return callFor(body)(speechRoutes.keepSpeechDraft, { params: { id: writing.call.id }, body })
    }
    const made = createSaver<SpeechText>(start.copy, {
      same: sameSpeech,
      create: async (text) => ({ id: key, ...(await keep(text, 0)) }),
      edit: (_, __, now, version) => keep(now, version),
      keep: (copy) => keepCopy(me.accountId, key, copy),
      forget: () => forgetCopy(me.accountId, key),
      created: () => undefined,
      join: joinSpeech,
      joined,
      readStale: (details) => ({
        theirs: details.current as SpeechText,
        theirVersion: details.currentVersion as number,
      }),
    })
    if (start.apart) made.hold(writing.text, writing.draftVersion)
    return made
  })
  useSavedOnLeaving(saver)
  return { start, saver }
}

function Editor({ writing }: { writing: SpeechWriting }) {
  useWritingMode()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { call: one, speech, forOther } = writing
  const { start, saver } = useSpeechSaver(writing, (joined) => setText(joined))
  const status = useSaveStatus(saver)
  const [text, setText] = useState<SpeechText>(start.copy.mine)
  const [problem, setProblem] = useState('')
  const [sending, setSending] = useState(false)
  const [dropping, setDropping] = useState(false)
  const key = useRef(newIdempotencyKey())
  const change = (patch: Partial<SpeechText>) => {
    const next = { ...text, ...patch }
    setText(next)
    setProblem('')
    saver.change(next)
  }
  const leave = async (words: string) => {
    // Nothing is left to be saved: the page may go.
    saver.resolve(text, text, 0)
    toast(words)
    await client.invalidateQueries({ queryKey: [speechRoutes.listSpeeches.path] })
    await navigate({ to: '/activities/$id/speeches', params: { id: one.activityId }, replace: true })
  }
  const handIn = async () => {
    const lack = lackOf(text, forOther && !speech)
    if (lack) return setProblem(lack)
    setSending(true)
    try {
      const { memberId, ...body } = text
      if (speech)
        await call(speechRoutes.editSpeech, { params: { id: speech.id }, body: { ...body, version: speech.version } })
      else
        await call(
          speechRoutes.submitSpeech,
          { params: { id: one.id }, body: { ...body, ...(forOther && memberId ? { memberId } : {}) } },
          { idempotencyKey: key.current },
        )
      await leave(speech ? '已保存' : '已提交，截止以前可以改')
    } catch (error) {
      // After a broken connection it may be in: the same key again makes nothing twice.
      const status = problemOf(error)?.status ?? 0
      if (status >= 400 && status < 500) key.current = newIdempotencyKey()
      setProblem(errorWords(error))
      setSending(false)
    }
  }
  const drop = async () => {
    await call(speechRoutes.dropSpeechDraft, { params: { id: one.id }, query: { speechId: speech?.id } })
    await leave(speech ? '改动已放弃' : '草稿已删去')
  }
  const back = { to: '/activities/$id/speeches', params: { id: one.activityId }, label: '大会发言' }
  if (status.kind === 'stale')
    return (
      <Page title="有两份不同的内容" width="wide" back={back}>
        <TwoTexts
          mine={text}
          theirs={status.theirs}
          choose={(chosen) => {
            setText(chosen)
            saver.resolve(chosen, status.theirs, status.theirVersion)
          }}
        />
      </Page>
    )
  return (
    <Page
      title={speech ? `修改${forOther ? `${speech.memberName}的` : ''}发言` : forOther ? '代录一篇发言' : '写大会发言'}
      lead={
        <>
          {one.title}，<CivilDate value={one.closesOn} /> 截止。口头发言每个不超过 {one.oralMinutes} 分钟，大约{' '}
          {one.oralMinutes * 200} 字。
        </>
      }
      back={back}
      width="reading"
    >
      <div className="draft makes-room speech-form">
        {start.restored && <p className="draft-restored">已接上上次存在本机、还没有上传的内容。</p>}
        {one.words && <p className="preserve faint">{one.words}</p>}
        {forOther && !speech && (
          <Speaker activityId={one.activityId} value={text.memberId} onChange={(memberId) => change({ memberId })} />
        )}
        <label htmlFor="speech-title">题目</label>
        <Input
          id="speech-title"
          className="draft-title"
          value={text.title}
          maxLength={100}
          onChange={(event) => change({ title: event.target.value })}
        />
        <div className="speech-words-head">
          <label htmlFor="speech-words">发言稿</label>
          <FromFile callId={one.id} text={text} take={change} />
        </div>
        <Input.TextArea
          id="speech-words"
          value={text.words}
          maxLength={20_000}
          autoSize={{ minRows: 14 }}
          onChange={(event) => change({ words: event.target.value })}
        />
        <Length text={text} minutes={one.oralMinutes} />
        <fieldset className="speech-wish">
          <legend>希望怎样发言</legend>
          <Radio.Group
            value={text.wish}
            onChange={(event) => change({ wish: event.target.value as SpeechText['wish'] })}
            options={Object.entries(wishWords).map(([value, label]) => ({ value, label }))}
          />
        </fieldset>
        <label htmlFor="speech-body">代表哪个党派、团体、专委会（代表自己就不填）</label>
        <Input
          id="speech-body"
          value={text.body}
          maxLength={60}
          onChange={(event) => change({ body: event.target.value })}
        />
        <p>
          <LinkButton onClick={() => setDropping(true)}>{speech ? '放弃改动' : '删去草稿'}</LinkButton>
        </p>
      </div>
      <div className="draft-bar no-print">
        <div role="alert">{problem && <p className="form-problem">{problem}</p>}</div>
        <SaveWords status={status} retry={() => void saver.retry()} />
        <Button type="primary" loading={sending} onClick={() => void handIn()}>
          {speech ? '保存修改' : '提交'}
        </Button>
      </div>
      {dropping && (
        <ConfirmDialog
          open
          title={speech ? '放弃这次的改动？' : '删去这份草稿？'}
          okText={speech ? '放弃' : '删去'}
          decisive
          onClose={() => setDropping(false)}
          onOk={drop}
        >
          <p>{speech ? '交上去的那一稿不变。' : '写的内容会删去，不能恢复。'}</p>
        </ConfirmDialog>
      )}
    </Page>
  )
}

/** What is missing before it can be handed in; empty: nothing. */
function lackOf(text: SpeechText, needsSpeaker: boolean): string {
  if (needsSpeaker && text.memberId === null) return '请选是谁的发言'
  if (text.title.trim() === '') return '请写题目'
  return text.words.trim() === '' ? '请写发言稿' : ''
}

function Length({ text, minutes }: { text: SpeechText; minutes: number }) {
  const length = speechLength(text.words)
  const over = text.wish !== 'written' && length.minutes > minutes
  return (
    <p className={over ? 'draft-count over' : 'draft-count'} role="status">
      {length.characters} 字，读完约 {length.minutes} 分钟
      {over && `，口头发言限 ${minutes} 分钟，还要压 ${length.characters - minutes * 200} 字`}
    </p>
  )
}

function Speaker(props: { activityId: string; value: string | null; onChange: (memberId: string) => void }) {
  const { data } = useQuery(apiQuery(activityInviteeRoutes.listInvitees, { params: { id: props.activityId } }))
  return (
    <>
      <label htmlFor="speech-speaker">谁的发言</label>
      <Select
        id="speech-speaker"
        showSearch={{ optionFilterProp: 'label' }}
        value={props.value}
        onChange={props.onChange}
        options={data?.items.map((one) => ({ value: one.memberId, label: one.name })) ?? []}
      />
    </>
  )
}

/** A speech written at home: its words are read in, and gone on with here. */
function FromFile(props: { callId: string; text: SpeechText; take: (patch: Partial<SpeechText>) => void }) {
  const { callId, text, take } = props
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const read = async (file: File) => {
    if (text.words.trim() !== '' && !window.confirm('用文件里的文字换掉现在写的发言稿？')) return
    setBusy(true)
    try {
      const found = await call(speechRoutes.readSpeechFile, { params: { id: callId } }, { files: [file] })
      take({ words: found.words, ...(found.title && text.title.trim() === '' ? { title: found.title } : {}) })
      toast(`已读入 ${speechLength(found.words).characters} 字，请从头看一遍`)
    } catch (error) {
      toastError(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button loading={busy} onClick={() => input.current?.click()}>
        从 Word 文件读入…
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".docx,.txt"
        aria-label="发言稿文件"
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) void read(file)
        }}
      />
    </>
  )
}
