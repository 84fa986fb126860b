"""State tables as the command shows them: in examples, findings, explanations and coverage."""

import pytest

RULES = """\
法源 《处罚法》
  位阶 法律
  条文 第一条 至 第六十条
记录 处罚案件
  事件 先行登记保存 有起止
  事件 处理决定
状态表 登记保存 对 处罚案件
  始于 未保存
  未保存 经 先行登记保存 转为 保存中
  保存中 经 处理决定 转为 已处理
  保存中 自 先行登记保存 之日起 7日 届满 转为 自动解除
  终态 已处理、自动解除
  依据 《处罚法》第五十六条
  违者 重大 “登记保存已经【登记保存】”
"""
LATE = """\
案例 迟了 对 处罚案件
  2024-03-01 先行登记保存
  2024-03-09 处理决定
  截至 2024-06-01
  应有 违反 登记保存
"""
CASE = '{"记录":"处罚案件","先行登记保存":[{"起日":"2024-03-01"}],"处理决定":["2024-03-09"]}'


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "states.fadu"
    path.write_text(RULES + LATE, encoding="utf-8")
    (tmp_path / "case.json").write_text(CASE, encoding="utf-8")
    return path


def test_expectations_speak_of_state_tables(fadu, book):
    assert fadu("test", "-r", book).returncode == 0
    book.write_text(RULES + LATE.replace("03-09", "03-08"), encoding="utf-8")
    assert fadu("test", "-r", book).returncode == 1
    book.write_text(RULES + LATE.replace("违反 登记保存", "违反 登记保管"), encoding="utf-8")
    run = fadu("test", "-r", book)
    assert run.returncode == 1
    assert "FD0620" in run.stdout + run.stderr and "登记保存" in run.stdout + run.stderr


def test_a_wrong_state_is_found_and_explained(fadu, book):
    case = ("--as-of", "2024-06-01", book.parent / "case.json")
    run = fadu("check", "-r", book, *case)
    assert "违反·重大  登记保存  2024-03-09 处理决定" in run.stdout
    assert "登记保存已经自动解除" in run.stdout
    assert "事实 登记保存：自动解除" in run.stdout
    run = fadu("explain", "-r", book, *case, "登记保存")
    assert run.returncode == 0, run.stderr
    assert "依据：《处罚法》第五十六条" in run.stdout
    assert "登记保存：自动解除" in run.stdout


def test_an_article_of_a_state_table_is_covered(fadu, book):
    assert "已编码：状态表 登记保存" in fadu("coverage", "-r", book).stdout
