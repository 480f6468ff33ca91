#!/usr/bin/env python3
"""Writes an export of expressions of interest, as Microsoft Forms makes them.

usage: eoi.py ROWS [PEOPLE] [SEED]

ROWS answers of PEOPLE different people (as many as rows, unless given), the
same for the same seed whatever the machine. Everybody is invented.
"""
import sys

HEADER = ('ID,Start time,Completion time,Email,Name,Last modified time,'
          'Your full name,Work e-mail address,Your organisation,'
          'Which part of the system do you work in?,Borough(s) you work in,'
          'Your profession or role,Your level,"What would you like to talk '
          'about? (choose up to three, or add your own under ""Other"")",'
          'What do you hope to get out of this? ,When are you usually free?,'
          '"Is there anyone you would rather not be paired with? (someone you '
          'already work with, or your line manager)"')
WHERE = (
    ('Guy\u2019s and St Thomas\u2019 NHS Foundation Trust',
     'Acute hospital trust'),
    ('Lewisham and Greenwich NHS Trust', 'Acute hospital trust'),
    ('North Lewisham PCN', 'Primary care'),
    ('Lewisham Council', 'Local authority'),
    ('Oxleas NHS Foundation Trust', 'Mental health trust'),
    ('Age UK Lambeth', 'Voluntary, community and social enterprise'),
)
PLACES = ('Lambeth;', 'Lewisham;', 'Lambeth;Southwark;', 'Bexley;Greenwich;')
ROLES = ('Ward manager', 'GP', 'Housing needs manager', 'Social worker',
         'Pharmacist', 'Head of service')
LEVELS = ('Manager or service lead', 'Senior leader', 'Director', '3')
TOPICS = ('Workforce;Hospital discharge;Leadership;',
          'Health inequalities;Prevention;Neighbourhood working;',
          '"Housing;Care, housing and support;Health inequalities;"')
HOPES = ('To meet the people who run the homes our patients go back to',
         '"A face, for a few of the names I only ever see in letters"', '')
SLOTS = ('Tuesday morning;Thursday afternoon;', 'Wednesday morning;',
         'Monday morning;Friday afternoon;')
ONSETS = ('B', 'D', 'F', 'H', 'K', 'L', 'M', 'N', 'R', 'S', 'T', 'W')
MIDDLES = ('ada', 'ela', 'ina', 'ora', 'uma', 'ari', 'eni', 'ilo', 'ove', 'ua')


class Dice:
    """Park and Miller's generator: the same with every Python."""

    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        self.state = self.state * 16807 % 2147483647
        return self.state % bound


def name_of(person):
    """A first and a last name; 1.7 million pairs before they come again."""
    scattered = person * 1000003 % 1728000
    first, last = scattered % 1200, scattered // 1200
    return (ONSETS[first % 12] + MIDDLES[first // 12 % 10]
            + MIDDLES[first // 120][::-1],
            ONSETS[last % 12] + MIDDLES[last // 12 % 10] + 'n'
            + MIDDLES[last // 120 % 12 % 10])


def row(number, person, dice):
    first, last = name_of(person)
    organisation, sector = WHERE[person % len(WHERE)]
    minute, day = number % 60, 1 + number // 60 % 28
    month = 1 + number // 1680 % 12
    started, ended = (f'{month}/{day}/26 {hour}:{minute:02}:07'
                      for hour in (9, 10))

    def one_of(choices):
        return choices[dice.below(len(choices))]

    return (f'{number},{started},{ended},anonymous,,,{first} {last},'
            f'{first}.{last}.{person}@work.example.org,{organisation},'
            f'"{sector}",{one_of(PLACES)},{one_of(ROLES)},{one_of(LEVELS)},'
            f'{one_of(TOPICS)},{one_of(HOPES)},{one_of(SLOTS)},\r\n')


def main(rows, people, seed):
    out = open(sys.stdout.fileno(), 'w', encoding='utf-8', newline='')
    dice = Dice(seed)
    out.write('\ufeff' + HEADER + '\r\n')
    for number in range(1, rows + 1):
        out.write(row(number, number % people, dice))
    out.close()


if __name__ == '__main__':
    ROWS = int(sys.argv[1])
    main(ROWS, int(sys.argv[2]) if len(sys.argv) > 2 else ROWS,
         int(sys.argv[3]) if len(sys.argv) > 3 else 1)
