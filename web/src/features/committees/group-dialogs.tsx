import { useQueryClient } from '@tanstack/react-query'
import { Checkbox, Form, Input, InputNumber } from 'antd'
import { committeeRoutes, type Group, type GroupKind } from '#contract/committees.ts'
import { call } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { FormDialog } from '../../shared/dialogs.tsx'
import { toast } from '../../shared/toast.tsx'

const nameRules = [{ required: true, whitespace: true }]

export function AddGroupDialog({ open, kind, close }: { open: boolean; kind: GroupKind; close: () => void }) {
  const client = useQueryClient()
  return (
    <FormDialog<{ name: string }>
      open={open}
      title={`添${kind.name}`}
      okText="添加"
      onClose={close}
      onOk={async ({ name }, key) => {
        await call(committeeRoutes.createGroup, { body: { kind: kind.code, name } }, { idempotencyKey: key })
        await client.invalidateQueries({ queryKey: [committeeRoutes.listGroups.path] })
        toast('已添加')
      }}
      fields={
        <Form.Item name="name" label="名称" rules={nameRules}>
          <Input maxLength={40} />
        </Form.Item>
      }
    />
  )
}

export function EditGroupDialog({ group, close }: { group: Group | null; close: () => void }) {
  const client = useQueryClient()
  return (
    <FormDialog<{ name: string; position: number; closedOn?: string | null }>
      open={group !== null}
      title={`修改：${group?.name ?? ''}`}
      okText="保存"
      initialValues={group ?? {}}
      onClose={close}
      onOk={async ({ name, position, closedOn }) => {
        if (!group) return
        const body = { version: group.version, name, position, closedOn: closedOn ?? null }
        await call(committeeRoutes.editGroup, { params: { id: group.id }, body })
        await client.invalidateQueries({ queryKey: [committeeRoutes.listGroups.path] })
        toast('已保存')
      }}
      fields={
        <>
          <Form.Item name="name" label="名称" rules={nameRules}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="position" label="排在第几" rules={[{ required: true }]}>
            <InputNumber min={0} max={9999} precision={0} />
          </Form.Item>
          <Form.Item name="closedOn" label="撤销日期（没有撤销就不填）" extra="撤销以后，以往的成员和记录都保留。">
            <DateInput />
          </Form.Item>
        </>
      }
    />
  )
}

export function AddKindDialog({ open, close }: { open: boolean; close: () => void }) {
  const client = useQueryClient()
  return (
    <FormDialog<{ name: string; code: string; exclusive: boolean }>
      open={open}
      title="新的小组类别"
      okText="添加"
      initialValues={{ exclusive: true }}
      onClose={close}
      onOk={async ({ name, code, exclusive }, key) => {
        await call(committeeRoutes.createGroupKind, { body: { name, code, exclusive } }, { idempotencyKey: key })
        await client.invalidateQueries({ queryKey: [committeeRoutes.listGroupKinds.path] })
        toast('已添加')
      }}
      fields={
        <>
          <Form.Item name="name" label="名称" extra="如“学习组”“工作组”。" rules={nameRules}>
            <Input maxLength={20} />
          </Form.Item>
          <Form.Item
            name="code"
            label="英文代号"
            extra="小写字母开头，用于导入导出，如 studyGroup。"
            rules={[{ required: true, pattern: /^[a-z][A-Za-z0-9]{1,30}$/, message: '小写字母开头，只用字母和数字' }]}
            validateTrigger="onBlur"
          >
            <Input maxLength={31} autoCapitalize="none" />
          </Form.Item>
          <Form.Item name="exclusive" valuePropName="checked">
            <Checkbox>一名委员同时只能在一个里</Checkbox>
          </Form.Item>
        </>
      }
    />
  )
}
