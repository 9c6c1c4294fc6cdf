import { Button, PasswordInput, Skeleton, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams, useRouter } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiError, get, type Me, post } from '../api.ts'
import { texts, useTexts } from '../texts.ts'
import { Door } from './door.tsx'
import { homeOf } from './home.ts'
import { welcome } from './sign-in.tsx'

const words = texts({
  ru: {
    title: (name: string) => `Здравствуйте, ${name}`,
    intro: 'Придумайте пароль не короче 10 знаков. Удобно взять три-четыре слова.',
    gone: 'Приглашение не действует',
    goneHint: 'Оно уже использовано или срок истёк. Попросите администратора выдать новое.',
    login: 'Имя пользователя',
    password: 'Новый пароль',
    twice: 'Пароль ещё раз',
    enter: 'Сохранить и войти',
    short: 'Нужно не меньше 10 знаков.',
    differ: 'Пароли не совпадают.',
    fault: 'Не получилось. Попробуйте ещё раз.',
    loading: 'Приглашение',
  },
  kk: {
    title: (name: string) => `Сәлеметсіз бе, ${name}`,
    intro: 'Кемінде 10 таңбадан тұратын құпиясөз ойлап табыңыз. Үш-төрт сөзден құраған ыңғайлы.',
    gone: 'Шақыру жарамсыз',
    goneHint: 'Ол пайдаланылған немесе мерзімі өткен. Әкімшіден жаңасын сұраңыз.',
    login: 'Пайдаланушы аты',
    password: 'Жаңа құпиясөз',
    twice: 'Құпиясөзді қайталаңыз',
    enter: 'Сақтап, кіру',
    short: 'Кемінде 10 таңба керек.',
    differ: 'Құпиясөздер сәйкес келмейді.',
    fault: 'Болмады. Қайталап көріңіз.',
    loading: 'Шақыру',
  },
  en: {
    title: (name: string) => `Hello, ${name}`,
    intro: 'Choose a password of at least 10 characters. Three or four words do well.',
    gone: 'The invitation is not valid',
    goneHint: 'It has been used or has run out. Ask the administrator for a new one.',
    login: 'User name',
    password: 'New password',
    twice: 'Password once more',
    enter: 'Save and sign in',
    short: 'At least 10 characters are needed.',
    differ: 'The passwords differ.',
    fault: 'That did not work. Try again.',
    loading: 'Invitation',
  },
})

export function Invite() {
  const t = useTexts(words)
  const { token } = useParams({ from: '/invite/$token' })
  const router = useRouter()
  const path = `/api/invites/${encodeURIComponent(token)}`
  const invite = useQuery({
    queryKey: ['invite', token],
    queryFn: () => get<{ name: string; login: string }>(path),
    retry: false,
  })
  const [password, setPassword] = useState('')
  const [twice, setTwice] = useState('')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)

  const enter = async (event: FormEvent) => {
    event.preventDefault()
    if (password.length < 10) return setProblem(t.short)
    if (password !== twice) return setProblem(t.differ)
    setBusy(true)
    try {
      const me = await post<Me>(path, { password })
      welcome(me)
      await router.navigate({ to: homeOf(me), replace: true })
    } catch (error) {
      setProblem(error instanceof ApiError && error.status < 500 && error.status > 0 ? error.message : t.fault)
      setBusy(false)
    }
  }

  if (invite.isPending)
    return (
      <Door title={t.loading}>
        <Skeleton height={180} />
      </Door>
    )
  if (!invite.data)
    return (
      <Door title={t.gone} intro={t.goneHint}>
        {null}
      </Door>
    )
  return (
    <Door title={t.title(invite.data.name)} intro={t.intro}>
      <form onSubmit={enter}>
        <Stack gap="md">
          <TextInput label={t.login} name="login" autoComplete="username" value={invite.data.login} readOnly />
          <PasswordInput
            label={t.password}
            name="password"
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <PasswordInput
            label={t.twice}
            name="twice"
            autoComplete="new-password"
            value={twice}
            onChange={(event) => setTwice(event.currentTarget.value)}
          />
          <div role="alert">{problem ? <p className="note danger">{problem}</p> : null}</div>
          <Button type="submit" loading={busy} fullWidth size="lg">
            {t.enter}
          </Button>
        </Stack>
      </form>
    </Door>
  )
}
