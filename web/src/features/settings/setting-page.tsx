import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { committeeRoutes, type Setting } from '#contract/committees.ts'
import { apiQuery, call, errorWords, problemOf } from '../../shared/api.ts'
import { ConfirmDialog } from '../../shared/dialogs.tsx'
import { FormProblem } from '../../shared/form-parts.tsx'
import { fieldName } from '../../shared/forms.ts'
import { Page } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { toast } from '../../shared/toast.tsx'
import { useLeaveGuard } from '../../shared/use-leave-guard.ts'
import { type Path, type Schema, same, withAt } from './schema.ts'
import { SettingContext } from './setting-input.tsx'
import { SettingPart } from './setting-part.tsx'
import './settings.css'

/** One setting: its value in force, the national default beside it, and where they differ. */
export function SettingPage() {
  const { key } = useParams({ from: '/app/settings/$key' })
  const setting = useQuery({
    ...apiQuery(committeeRoutes.getSetting, { params: { key } }),
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Page
      title={setting.data?.title ?? '设置'}
      lead={setting.data?.explanation}
      back={{ to: '/settings', label: '设置' }}
    >
      <QueryState query={setting}>{(data) => <Editor key={`${data.key}.${data.version}`} setting={data} />}</QueryState>
    </Page>
  )
}

function Editor({ setting }: { setting: Setting }) {
  const client = useQueryClient()
  const [value, setValue] = useState<unknown>(setting.value)
  const [asking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<{ words: string | null; fields: { path: Path; message: string }[] }>({
    words: null,
    fields: [],
  })
  const changed = !same(value, setting.value)
  const stay = useLeaveGuard(changed)
  const editable = setting.actions.includes('edit')
  const save = async () => {
    try {
      await call(committeeRoutes.putSetting, {
        params: { key: setting.key },
        body: { version: setting.version, value },
      })
    } catch (error) {
      const problem = problemOf(error)
      const found =
        problem?.fields ?? (problem?.details?.fields as { path: string; message: string }[] | undefined) ?? []
      setRefusal({
        words: errorWords(error),
        fields: found.map(({ path, message }) => ({ path: fieldName(path), message })),
      })
      return
    }
    stay.release()
    setRefusal({ words: null, fields: [] })
    await client.invalidateQueries({ queryKey: [committeeRoutes.getSetting.path] })
    await client.invalidateQueries()
    toast('新的设置已生效')
  }
  return (
    <>
      <p className="faint">
        {setting.version === 0 ? '现在按全国默认。' : `本级第 ${setting.version} 版。以前的版本都留着。`}
        {editable ? '' : '您现在的身份只能看。'}
      </p>
      <SettingContext
        value={{
          name: setting.key,
          editable,
          problems: refusal.fields,
          set: (path, next) => setValue((before: unknown) => withAt(before, path, next)),
        }}
      >
        <SettingPart schema={setting.schema as Schema} value={value} standard={setting.defaults} path={[]} />
      </SettingContext>
      <FormProblem words={refusal.words} />
      {editable && (
        <div className="form-buttons setting-save">
          <Button type="primary" disabled={!changed} onClick={() => setAsking(true)}>
            保存并生效
          </Button>
          {changed && <Button onClick={() => setValue(setting.value)}>不改了</Button>}
          {!same(value, setting.defaults) && <Button onClick={() => setValue(setting.defaults)}>都用全国默认</Button>}
        </div>
      )}
      <ConfirmDialog open={asking} title="保存并生效" okText="保存" onClose={() => setAsking(false)} onOk={save}>
        <p>新的设置从现在起用于以后的办理；已经定下的期限不变。</p>
      </ConfirmDialog>
    </>
  )
}
