// The words of rules/records.fadu that generated cases and the hand-written twin share: values of kinds in the order in
// which the rule file declares them, and the figures of its small lists.
#pragma once

#include <array>
#include <string_view>

namespace fadu::bench {

inline constexpr std::array<std::string_view, 10> regions{"东城", "西城", "南城", "北城", "江宁",
                                                          "海宁", "山阳", "河阳", "平原", "高原"};
inline constexpr std::array<std::string_view, 3> parties{"公民", "法人", "其他组织"};
inline constexpr std::array<std::string_view, 2> procedures{"普通程序", "简易程序"};
inline constexpr std::array<std::string_view, 4> harms{"无危害", "轻微危害", "较大危害", "严重危害"};
inline constexpr std::array<std::string_view, 2> conclusions{"同意", "退回"};
inline constexpr std::array<std::string_view, 2> approvers{"负责人", "承办机构"};
inline constexpr std::array<std::string_view, 40> causes{
    "无照经营",       "超范围经营",       "未公示营业执照", "虚假宣传",         "商标侵权",       "销售过期食品",
    "标签不合规",     "未建立进货台账",   "无证生产食品",   "计量器具未检定",   "短斤少两",       "价格欺诈",
    "未明码标价",     "不正当竞争",       "传销",           "广告未经审查",     "广告绝对化用语", "未备案",
    "逾期未年报",     "合同违法",         "格式条款违法",   "拒绝退货",         "泄露消费者信息", "特种设备未登记",
    "特种设备未检验", "特种设备无证操作", "产品不合格",     "伪造产地",         "冒用认证标志",   "无证销售药品",
    "医疗器械未备案", "化妆品标签违法",   "占道经营",       "擅自设置户外广告", "乱倒垃圾",       "夜间施工",
    "油烟超标",       "未封闭运输",       "违规停放",       "损坏绿化"};

/// 听证标准, in yuan: natural persons and others by region; where no row fits, the last figure.
struct HearingThreshold {
    int natural, other;
};
inline constexpr std::array<HearingThreshold, 10> hearing_thresholds{{{5000, 100000},
                                                                      {5000, 100000},
                                                                      {3000, 50000},
                                                                      {3000, 50000},
                                                                      {2000, 20000},
                                                                      {10000, 100000},
                                                                      {2000, 30000},
                                                                      {10000, 200000},
                                                                      {3000, 30000},
                                                                      {2000, 30000}}};
inline constexpr int hearing_threshold_otherwise = 3000;

/// 罚款标准, in yuan, by cause; low -1 where the row has no lower end.
struct FineRange {
    int low, high;
};
constexpr std::array<FineRange, 40> make_fine_ranges() {
    constexpr std::array<int, 7> low{200, 500, 1000, 2000, 5000, 10000, 20000};
    constexpr std::array<int, 7> high{2000, 5000, 10000, 20000, 50000, 100000, 200000};
    std::array<FineRange, 40> ranges{};
    for (std::size_t i = 0; i < 39; ++i) {
        const std::size_t k = (i * 5 + i / 7) % 7;
        ranges[i] = {i % 6 == 5 ? -1 : low[k], high[k]};
    }
    ranges[39] = {500, 5000};  // 其他
    return ranges;
}
inline constexpr std::array<FineRange, 40> fine_ranges = make_fine_ranges();

/// Every event kind that can be listed, in the order of records.fadu.
inline constexpr std::array<std::string_view, 23> event_kinds{
    "发现线索", "立案",     "询问",     "现场检查", "先行登记保存", "处理登记保存", "鉴定",     "事先告知",
    "陈述申辩", "复核申辩", "申请听证", "通知听证", "听证",         "法制审核",     "集体讨论", "延期批准",
    "处罚决定", "送达",     "公示",     "缴纳罚款", "加处罚款",     "结案",         "归档"};

}  // namespace fadu::bench
