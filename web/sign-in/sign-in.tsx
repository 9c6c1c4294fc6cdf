import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useRouter, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiError, isOffline, keepCsrf, type Me, meQuery, post, queries } from '../api.ts'
import { setLocale, texts, useTexts } from '../texts.ts'
import { Door } from './door.tsx'
import { homeOf } from './home.ts'

const words = texts({
  ru: {
    title: 'Вход для сотрудников',
    intro: 'Происшествия вашего участка, протоколы и ответы в одном месте.',
    login: 'Имя пользователя',
    password: 'Пароль',
    enter: 'Войти',
    wrong: 'Имя или пароль не подходят. Проверьте раскладку и Caps Lock.',
    locked: 'Слишком много попыток. Подождите 15 минут или попросите администратора выдать новое приглашение.',
    offline: 'Нет связи с сервером. Попробуйте ещё раз.',
    fault: 'Не получилось войти. Попробуйте ещё раз.',
  },
  kk: {
    title: 'Қызметкерлердің кіруі',
    intro: 'Учаскеңіздегі оқиғалар, хаттамалар мен жауаптар бір жерде.',
    login: 'Пайдаланушы аты',
    password: 'Құпиясөз',
    enter: 'Кіру',
    wrong: 'Пайдаланушы аты немесе құпиясөз дұрыс емес. Пернетақта тілі мен Caps Lock-ты тексеріңіз.',
    locked: 'Тым көп рет қателестіңіз. 15 минут күтіңіз немесе әкімшіден жаңа шақыру сұраңыз.',
    offline: 'Сервермен байланыс жоқ. Қайталап көріңіз.',
    fault: 'Кіру мүмкін болмады. Қайталап көріңіз.',
  },
  en: {
    title: 'Sign in for staff',
    intro: 'The incidents of your precinct, protocols and replies in one place.',
    login: 'User name',
    password: 'Password',
    enter: 'Sign in',
    wrong: 'The name or the password is not right. Check the keyboard layout and Caps Lock.',
    locked: 'Too many attempts. Wait 15 minutes or ask the administrator for a new invitation.',
    offline: 'The server cannot be reached. Try again.',
    fault: 'Signing in failed. Try again.',
  },
})

export function SignIn() {
  const t = useTexts(words)
  const router = useRouter()
  const { back } = useSearch({ from: '/sign-in' })
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)

  const enter = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem('')
    try {
      const me = await post<Me>('/api/sign-in', { login: login.trim(), password })
      welcome(me)
      await router.navigate({ href: back ?? homeOf(me), replace: true })
    } catch (error) {
      const status = error instanceof ApiError ? error.status : -1
      setProblem(status === 401 ? t.wrong : status === 429 ? t.locked : isOffline(error) ? t.offline : t.fault)
      setBusy(false)
    }
  }

  return (
    <Door title={t.title} intro={t.intro}>
      <form onSubmit={enter}>
        <Stack gap="md">
          <TextInput
            label={t.login}
            name="login"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            withAsterisk={false}
            value={login}
            onChange={(event) => setLogin(event.currentTarget.value)}
          />
          <PasswordInput
            label={t.password}
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
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

/** Keeps who has just signed in, and speaks the language of the account. */
export function welcome(me: Me): void {
  keepCsrf(me.csrf)
  setLocale(me.account.locale)
  queries.setQueryData(meQuery.queryKey, me)
}
