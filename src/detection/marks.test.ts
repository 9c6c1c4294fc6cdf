import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findMarks, hideMarks } from './marks.ts'
import { fold } from './text.ts'

/** As people write, and what of it is a mark. The people are invented. */
const marked = `
  номер 282 ERT 17, белая → plate 282 ERT 17
  машина KZ 123 авс 17 стоит на газоне → plate KZ 123 авс 17
  123ДЖБ17 и X916ECA → plate 123ДЖБ17; plate X916ECA
  Х 916 ЕСА уехал → plate Х 916 ЕСА
  нөмірі 505тем12 → plate 505тем12
  А 123 ВСЕ → plate А 123 ВСЕ
  номер 777 аа → plate 777 аа
  госномер 123 → plate 123
  гос номер 777 → plate 777
  г/н 345 стоит → plate 345
  нөмірі 505 көлік → plate 505
  505 нөмірлі ақ нексия → plate 505
  белая камри 123ABC → plate 123ABC
  А123ВС77 → plate А123ВС77
  01 A 123 BC → plate 01 A 123 BC
  123 abc 17 → plate 123 abc 17
  123-ABC-17 → plate 123-ABC-17
  123АВС17 опять → plate 123АВС17
  звоните +7 701 123 45 67 → phone +7 701 123 45 67
  8(701)123-45-67 → phone 8(701)123-45-67
  87011234567 → phone 87011234567
  8 701 1234567 → phone 8 701 1234567
  7011234567 → phone 7011234567
  тел 53-12-45 → phone 53-12-45
  тел: 531245 → phone 531245
  87252 53-12-45 → phone 87252 53-12-45
  +998 90 123 45 67 → phone +998 90 123 45 67
  +7 (725) 253-12-45 → phone +7 (725) 253-12-45
  ８７０１１２３４５６７ → phone ８７０１１２３４５６７
  ИИН 000101100016 → iin 000101100016
  0001 0110 0708 → iin 0001 0110 0708
  4400 4301 2345 6789 → card 4400 4301 2345 6789
  каспи 4111111111111111 → card 4111111111111111
  KZ86125KZT5004100100 → card KZ86125KZT5004100100
  Айгуль Сериковна подскажите → person Айгуль Сериковна
  айгуль сериковна подскажите → person айгуль сериковна
  Марат Б. опять бухой → person Марат Б.
  Ахметов Д. из 12 квартиры → person Ахметов Д.; flat 12 квартиры
  Ахметов Д.С. → person Ахметов Д.С.
  Д. Ахметов паркуется → person Д. Ахметов
  Сәуле апай көмектесіңіз → person Сәуле
  сәуле апай → person сәуле
  сосед Толик орет → person Толик
  сосед толик → person толик
  соседка Валя → person Валя
  соседке Вале скажите → person Вале
  көршім Болат мас → person Болат
  көрші Ерлан → person Ерлан
  Айгуль, подскажите → person Айгуль
  спасибо, Айгуль → person Айгуль
  спасибо Марат → person Марат
  рахмет Айгүл → person Айгүл
  Уважаемый Нурлан → person Нурлан
  тетя Зина кричит → person Зина
  дядя Вася → person Вася
  баба Нюра → person Нюра
  Ахметов Данияр → person Ахметов Данияр
  ахметов данияр → person ахметов данияр
  Данияр Ахметов Серикович → person Данияр Ахметов Серикович
  Серікұлы Ержан → person Серікұлы Ержан
  Марат аға → person Марат
  Айгүлжан, айтыңызшы → person Айгүлжан
  участковый Маратов → person Маратов
  меня зовут Ольга → person Ольга
  муж Сергей бьет → person Сергей
  гражданин Петров → person Петров
  Петрович опять пьет → person Петрович
  кв 12 → flat кв 12
  кв. 12 → flat кв. 12
  12-пәтер → flat 12-пәтер
  квартира 5 → flat квартира 5
  в 45й квартире → flat 45й квартире
  из 45-й квартиры → flat 45-й квартиры
  кв №12 → flat кв №12
  кв 12, 13 и 15 → flat кв 12, 13 и 15
  пәтер 12 → flat пәтер 12
  дом 12 кв 45 → flat кв 45
  соседка из 24-й → flat 24-й
  сосед с 45 → flat 45
  12 пәтерде → flat 12 пәтерде
  kv 12 → flat kv 12
  https://t.me/abc → link https://t.me/abc
  kaspi.kz/pay → link kaspi.kz/pay
  www.olx.kz → link www.olx.kz
  @aigul_k → handle @aigul_k
  пишите @Айгуль → handle @Айгуль
  инста aigul_shop → handle aigul_shop
  mail@mail.ru → handle mail@mail.ru
  t.me/joinchat/xyz → link t.me/joinchat/xyz
  Айгүл ханым → person Айгүл
  Төлеген аға → person Төлеген
  сосед Жора из кв 5 → person Жора; flat кв 5
  жена Ахметова кричит → person Ахметова
  Иванов Иван Иванович → person Иванов Иван Иванович
  ИВАНОВ ИВАН → person ИВАНОВ ИВАН
  Мұхтарова Гүлнар → person Мұхтарова Гүлнар
`

/** Numbers, streets, greetings and words like names that are no mark. */
const unmarked = `
  с 200 сот уже, с 300 метр; дом 12; 2026-11-22 в 17:45; 150 000 тенге; 500 тг; 12.10.2026 в 14:00; 12-10-26; с
  23:00 до 05:00; ул. Рыскулова 12; улица Байтурсынова; Абая 15; Темирлана 45; мкр Нурсат 12; Самал 3; проспект
  Кунаева; школа имени Абая; школа номер 77; автобус номер 123; дом номер 12; номер дома 14; позвоните 102;
  звоните 109; 40 кв м; 12 кв. метров; 17 квартал; 3-комнатная квартира; 12-квартирный дом; света нет; нет воды,
  света; роза ветров; вера в людей; добрый день соседи; рахмет апай; рахмет сізге; сосед сверху шумит; сосед
  снизу; соседи опять; көрші үй; көршілер шулап жатыр; виновна она; уголовная статья; Наурыз мейрамы; Жібек жолы;
  Достык 5; Нұрсат 2; дом А. подъезд; блок Б.; ул. К. Ахметова 12; подъезд 3 этаж 5; 3 этаж; 14а дом; 2 подъезд, 5
  этаж; в 22.30 шумят; с 1 по 5 октября; 100 метров от дома; 300м; 120 мл; в 2026 году; участковый пришел;
  участковый где; муж бьет; брат мой; жена кричит; апа келді; аға көмектесіңіз; Сәлем аға; байлаулы ит; жабулы
  тұр; готов помочь; КАМАЗ ПРИЕХАЛ; МУСОР ВЕЗДЕ; Обычно тут; хорошо.Потом приедут; да.нет; и т.д.; пакет 5 кг;
  Толе би 45; Казыбек би көшесі; Магазин Айгуль; люди, сколько можно; Әрине, келемін; және көрші; қате, кешіріңіз; көрші кунде; бұл қымбат, алмаймын; любой сосед; кафе Арман; аптека Салтанат; Мира 15; улица Мира
`

const shown = (phrase: string) =>
  findMarks(fold(phrase))
    .map(({ kind, text }) => `${kind} ${text}`)
    .join('; ')

test('marks are found in what people write', () => {
  const cases = marked.trim().split('\n')
  assert.ok(cases.length >= 80)
  for (const line of cases) {
    const [phrase = '', expected] = line.trim().split(' → ')
    assert.equal(shown(phrase), expected, phrase)
  }
})

test('houses, streets, hours, prices and ordinary words are no marks', () => {
  const cases = unmarked.trim().split(/;\s+/)
  assert.ok(cases.length >= 40)
  for (const phrase of cases) assert.equal(shown(phrase), '', phrase)
})

test('the likelihood tells a checked number from one that only looks like it', () => {
  const of = (phrase: string) => findMarks(fold(phrase))[0]?.likelihood ?? 0
  assert.ok(of('000101100016') > of('000101100017'))
  assert.ok(of('4111 1111 1111 1111') > of('4111 1111 1111 1112'))
  assert.ok(of('4111 1111 1111 1112') > 0, 'in doubt it is hidden')
})

test('what is hidden is replaced in the language of the text, and nothing else changes', () => {
  const hide = (text: string) => hideMarks(text, findMarks(fold(text)))
  const cases: [string, string][] = [
    ['сосед Толик из кв 12 опять 🚗 123 ABC 17!', 'сосед [имя] из [квартира] опять 🚗 [номер]!'],
    ['звоните 8 701 123 45 67, ИИН 000101100016', 'звоните [телефон], ИИН [ИИН]'],
    ['көршім Болат 12-пәтерде тұрады, көлігі 123 ABC 17', 'көршім [есім] [пәтер] тұрады, көлігі [нөмір]'],
    ['переведите на 4400 4301 2345 6789, kaspi.kz/pay, @aigul_k', 'переведите на [карта], [ссылка], [аккаунт]'],
    ['мусор у дома 14', 'мусор у дома 14'],
  ]
  for (const [text, hidden] of cases) assert.equal(hide(text), hidden, text)
})

const words = fc.constantFrom(
  ...'Марат Б. сосед Айгуль Сериковна , кв 12 8701 123 45 67 +7 X123ABC номер 777 аа @a_b t.me/x 000101100016 апай \n ул. ('.split(
    ' ',
  ),
)
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(words, { maxLength: 40 }).map((all) => all.join(' ')),
)

test('any text: marks lie inside it, in order, apart from each other; hidden, none of their numbers is left', () => {
  fc.assert(
    fc.property(texts, (text) => {
      let last = 0
      const marks = findMarks(fold(text))
      for (const mark of marks) {
        assert.ok(mark.start >= last && mark.end > mark.start && mark.end <= text.length)
        assert.equal(mark.text, text.slice(mark.start, mark.end))
        assert.ok(mark.likelihood > 0 && mark.likelihood <= 1)
        last = mark.end
      }
      const rest = marks.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), text)
      assert.equal(hideMarks(text, marks).replaceAll(/\[\p{L}+\]/gu, ''), rest.replaceAll(/\[\p{L}+\]/gu, ''))
    }),
    { numRuns: 2000 },
  )
})

test('a phone, a plate and a name are found wherever they stand in a text of any length', () => {
  const secrets = ['87011234567', '123 ABC 17', 'Айгуль Сериковна', 'кв 12']
  fc.assert(
    fc.property(fc.nat({ max: 20_000 }), fc.constantFrom(...secrets), (before, secret) => {
      const text = `${'мусор '.repeat(before / 6)}${secret} ${'двор '.repeat(500)}`
      assert.deepEqual(
        findMarks(fold(text)).map((mark) => mark.text),
        [secret],
      )
    }),
    { numRuns: 60 },
  )
})

test('a hundred thousand characters of anything are read to their end', () => {
  for (const piece of [
    '1',
    '1 ',
    'А',
    'А ',
    '1-',
    '+7',
    'a.',
    'a@',
    '@a',
    'Марат ',
    'Б. ',
    'кв 1 ',
    'номер 1',
    'http://',
    '(',
    'a1',
    'K Z',
  ])
    assert.ok(findMarks(fold(piece.repeat(100_000 / piece.length))).length >= 0, piece)
})
