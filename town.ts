import { bindGroup, openChannel, type Seat } from './core/channels/channels.ts';
import type { Deps } from './core/deps.ts';
import { meet } from './core/people/meet.ts';
import { grantRole } from './core/people/roles.ts';
import type { Cast, CastPerson } from './playground/cast.ts';
import type { RoleName } from './prisma/generated/enums.ts';

/** The small town that the playground shows: who lives there, who works there, and the groups in which they do. */

type Job = { role: RoleName; departmentCode?: string };
type Citizen = CastPerson & { jobs?: Job[] };

const label = {
  resident: { zh: '居民', en: 'Resident' },
  reviewer: { zh: '审核员', en: 'Reviewer' },
  supervisor: { zh: '督办', en: 'Supervisor' },
  grid_worker: { zh: '网格员', en: 'Grid worker' },
  admin: { zh: '管理员', en: 'Administrator' },
};

const residents: Citizen[] = [
  resident(1001, { zh: '李梅', en: 'Li Mei' }, 'zh', true),
  resident(1002, 'Tom Baker', 'en'),
  resident(1003, { zh: '赵玉兰', en: 'Zhao Yulan' }, 'zh'),
];

const staff: Citizen[] = [
  worker(2001, { zh: '王强', en: 'Wang Qiang' }, label.reviewer, [{ role: 'reviewer' }]),
  worker(2002, { zh: '陈静', en: 'Chen Jing' }, label.reviewer, [{ role: 'reviewer' }]),
  worker(2003, { zh: '刘洋', en: 'Liu Yang' }, label.supervisor, [{ role: 'supervisor' }]),
  worker(2004, { zh: '孙浩', en: 'Sun Hao' }, label.grid_worker, [{ role: 'grid_worker' }]),
  worker(2005, { zh: '周岚', en: 'Zhou Lan' }, label.admin, [{ role: 'admin' }]),
];

/** One group a department of the default district, with one of its people in it. */
const departments: { code: string; title: { zh: string; en: string }; member: { zh: string; en: string } }[] =
  [
    {
      code: 'urban-management',
      title: { zh: '城市管理局', en: 'Urban Management' },
      member: { zh: '吴刚', en: 'Wu Gang' },
    },
    {
      code: 'transport',
      title: { zh: '交通运输局', en: 'Transport' },
      member: { zh: '马超', en: 'Ma Chao' },
    },
    {
      code: 'public-utilities',
      title: { zh: '公用事业服务中心', en: 'Public Utilities' },
      member: { zh: '周敏', en: 'Zhou Min' },
    },
    { code: 'water', title: { zh: '水务局', en: 'Water' }, member: { zh: '何涛', en: 'He Tao' } },
    {
      code: 'housing',
      title: { zh: '住房和城乡建设局', en: 'Housing' },
      member: { zh: '郑丽', en: 'Zheng Li' },
    },
    {
      code: 'education',
      title: { zh: '教育体育局', en: 'Education and Sports' },
      member: { zh: '林芳', en: 'Lin Fang' },
    },
    { code: 'health', title: { zh: '卫生健康局', en: 'Health' }, member: { zh: '高翔', en: 'Gao Xiang' } },
    {
      code: 'labour',
      title: { zh: '人力资源和社会保障局', en: 'Labour' },
      member: { zh: '谢军', en: 'Xie Jun' },
    },
    {
      code: 'emergency-management',
      title: { zh: '应急管理局', en: 'Emergency Management' },
      member: { zh: '罗勇', en: 'Luo Yong' },
    },
    {
      code: 'market',
      title: { zh: '市场监督管理局', en: 'Market Regulation' },
      member: { zh: '宋佳', en: 'Song Jia' },
    },
    {
      code: 'resident-services',
      title: { zh: '群众诉求服务中心', en: 'Resident Services' },
      member: { zh: '唐颖', en: 'Tang Ying' },
    },
  ];

const members: Citizen[] = departments.map(({ code, title, member }, index) =>
  worker(3001 + index, member, title, [{ role: 'department_member', departmentCode: code }]),
);

export const reviewersGroup = -1002000000001;

/** The Telegram group of a department, and the person in it. */
export function departmentGroup(code: string): { chat: number; member: number } {
  const index = departments.findIndex((department) => department.code === code);
  return { chat: -1003000000001 - index, member: 3001 + index };
}

export const cast: Cast = {
  bot: { zh: '市民吹哨', en: 'Citizen Whistle' },
  people: [...residents, ...staff, ...members].map(({ jobs, ...person }) => person),
  groups: [
    {
      id: reviewersGroup,
      title: { zh: '吹哨受理组', en: 'Whistle reviewers' },
      members: [2001, 2002, 2003, 2005],
      label: { zh: '审核群', en: 'Reviewers’ group' },
    },
    ...departments.map(({ code, title }) => ({
      id: departmentGroup(code).chat,
      title,
      members: [departmentGroup(code).member, 2005],
      label: { zh: '部门群', en: 'Department’s group' },
    })),
  ],
  panes: [
    { chat: 1001, as: 1001 },
    { chat: reviewersGroup, as: 2001 },
    { chat: departmentGroup('urban-management').chat, as: departmentGroup('urban-management').member },
  ],
  samples: [
    {
      zh: '小区门口的路灯坏了三天了，晚上老人摔倒',
      en: 'The street lamp at our gate has been broken for three days, and an old man fell there in the dark',
    },
    {
      zh: '幸福里3号楼暖气一直不热，屋里才14度',
      en: 'Radiators at 3 Xingfu Lane have been cold for a week, it is 14 degrees inside',
    },
    {
      zh: '柳溪菜市场后面垃圾堆成山没人清。另外小学门口路面有个大坑，车都绕着走',
      en: 'Rubbish is piling up behind Liuxi market. Also, a deep pothole in the road damages cars',
    },
    { zh: '楼道里有很浓的煤气味', en: 'There is a strong smell of gas on our stairs' },
  ],
  places: [
    { name: { zh: '幸福里小区南门', en: 'Xingfu Lane, south gate' }, latitude: 41.8057, longitude: 123.4315 },
    { name: { zh: '柳溪菜市场', en: 'Liuxi market' }, latitude: 41.8102, longitude: 123.4268 },
    { name: { zh: '第三小学门口', en: 'No. 3 Primary School' }, latitude: 41.8011, longitude: 123.4402 },
  ],
};

/**
 * Gives the town's people their roles and its groups their seats. Doing it again changes nothing, and what somebody has
 * changed since (a group bound elsewhere) stays. Departments that the catalogue does not have are left out.
 */
export async function settleTown(deps: Deps): Promise<void> {
  const known = new Set((await deps.db.department.findMany()).map(({ code }) => code));
  for (const { id, firstName, languageCode, jobs = [] } of [...residents, ...staff, ...members]) {
    const name = typeof firstName === 'string' ? firstName : firstName.zh;
    const person = await meet(deps, { telegramId: BigInt(id), name, languageTag: languageCode });
    for (const { role, departmentCode = null } of jobs) {
      if (departmentCode && !known.has(departmentCode)) continue;
      await grantRole(deps, { personId: person.id, role, departmentCode, by: null });
    }
  }
  await seat(deps, { purpose: 'reviewers' }, reviewersGroup);
  for (const { code } of departments.filter((department) => known.has(department.code))) {
    await seat(deps, { purpose: 'department', departmentCode: code }, departmentGroup(code).chat);
  }
}

async function seat(deps: Deps, at: Seat, chat: number): Promise<void> {
  if (!(await openChannel(deps.db, at))) await bindGroup(deps, { seat: at, chatId: BigInt(chat), by: null });
}

function resident(
  id: number,
  firstName: CastPerson['firstName'],
  languageCode: string,
  followsPage = false,
): Citizen {
  return { id, firstName, languageCode, role: 'resident', label: label.resident, followsPage };
}

function worker(
  id: number,
  firstName: CastPerson['firstName'],
  what: CastPerson['label'],
  jobs: Job[],
): Citizen {
  return {
    id,
    firstName,
    languageCode: 'zh',
    role: 'staff',
    label: what,
    jobs,
    started: true,
    followsPage: true,
  };
}
