// SPDX-License-Identifier: GPL-3.0-or-later
// Poolings on every instruction set of this machine against plain loops: tails, NaN, the same bits wherever
// there is a fused multiply-add.
#include "math/images/pooling.h"
#include "math/images/pooling_reference.h"
#include "support/kernels.h"

#include <QTest>

#include <cmath>

using namespace glassnet;
using namespace glassnet::kernels;

class TestPoolingKernels : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { use_all_targets(); }

    void pooling_equals_the_reference_on_every_target() {
        Random random(9, Random::Purpose::generated_data);
        for (int i = 0; i < 200; ++i) {
            const PoolRow row{.windows = 1 + random.below(6),
                              .height = 1 + random.below(4),
                              .width = 1 + random.below(4),
                              .channels = 1 + random.below(40)};
            const std::int64_t outputs = row.windows * row.channels,
                               inputs = outputs * row.height * row.width;
            Values values = Draw(static_cast<std::uint32_t>(i)).values(inputs);
            for (float& value : values) {
                if (random.below(4) == 0) value = 1;  // several largest
                if (random.below(50) == 0) value = NAN;
            }
            const Values gradient = Draw(300).values(outputs);
            Values expected(static_cast<std::size_t>(outputs)), expected_back(values.size());
            std::vector<std::uint8_t> expected_argmax(expected.size());
            reference::max_pool_row(values.data(), row, expected.data(), expected_argmax.data());
            reference::max_pool_row_backward(gradient.data(), expected_argmax.data(), row,
                                             expected_back.data());
            for (const std::int64_t target : available_targets()) {
                use_target(target);
                Values output(expected.size()), alone = output, back(values.size());
                std::vector<std::uint8_t> argmax(expected.size());
                max_pool_row(values.data(), row, output.data(), argmax.data());
                max_pool_row(values.data(), row, alone.data(), nullptr);
                max_pool_row_backward(gradient.data(), argmax.data(), row, back.data());
                QVERIFY2(same_bits(output, expected), target_name(target));
                QVERIFY2(same_bits(alone, expected), target_name(target));
                QCOMPARE(argmax, expected_argmax);
                QCOMPARE(back, expected_back);
            }
        }
    }

    void the_largest_of_all_pixels_equals_the_reference_on_every_target() {
        Random random(10, Random::Purpose::generated_data);
        for (int i = 0; i < 200; ++i) {
            const std::int64_t pixels = 1 + random.below(50), channels = 1 + random.below(40);
            Values values = Draw(static_cast<std::uint32_t>(i)).values(pixels * channels);
            for (float& value : values) {
                if (random.below(4) == 0) value = 1;  // several largest
                if (random.below(50) == 0) value = NAN;
            }
            Values expected(static_cast<std::size_t>(channels));
            std::vector<std::int32_t> expected_argmax(expected.size());
            reference::global_max_pool(values.data(), pixels, channels, expected.data(),
                                       expected_argmax.data());
            for (const std::int64_t target : available_targets()) {
                use_target(target);
                Values output(expected.size());
                std::vector<std::int32_t> argmax(expected.size());
                global_max_pool(values.data(), pixels, channels, output.data(), argmax.data());
                QVERIFY2(same_bits(output, expected), target_name(target));
                QCOMPARE(argmax, expected_argmax);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestPoolingKernels)
#include "test_pooling_kernels.moc"
