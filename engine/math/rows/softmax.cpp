// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/rows/softmax.h"

#include "math/rows/softmax_reference.h"
#include "math/simd/dispatch.h"

#include <cmath>
#include <cstddef>
#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/rows/softmax.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/edges-inl.h"
#include "math/simd/exponentials-inl.h"
#include "math/simd/rows-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

/// Returns the largest element of a row without NaN.
HWY_INLINE float LargestOfRow(const float* from, std::int64_t columns) {
    const V lowest = Number(-std::numeric_limits<double>::infinity());
    V largest = lowest;
    for (std::int64_t c = 0; c < columns; c += lanes())
        largest = hn::Max(largest, Inside(LoadSome(from + c, columns - c), columns - c, lowest));
    return hn::GetLane(hn::MaxOfLanes(D(), largest));
}

/// Computes to[c …] = value(first column, columns left).
template <class Value>
HWY_INLINE void FillRow(std::int64_t columns, float* to, const Value& value) {
    for (std::int64_t c = 0; c < columns; c += lanes()) StoreSome(value(c, columns - c), to + c, columns - c);
}

HWY_ATTR void Softmax(const float* from, std::int64_t rows, std::int64_t columns, float* to) {
    for (std::int64_t row = 0; row < rows; ++row, from += columns, to += columns) {
        const V largest = hn::Set(D(), LargestOfRow(from, columns));
        const float sum = SumOverRow(columns, [=](std::int64_t c, std::int64_t valid) HWY_ATTR {
            const V raised = ExpOf(hn::Sub(LoadSome(from + c, valid), largest));
            StoreSome(raised, to + c, valid);
            return raised;
        });
        const V whole = hn::Set(D(), sum);
        FillRow(columns, to, [=](std::int64_t c, std::int64_t valid) HWY_ATTR {
            return hn::Div(LoadSome(to + c, valid), whole);
        });
    }
}

HWY_ATTR void LogSoftmax(const float* from, std::int64_t rows, std::int64_t columns, float* to) {
    for (std::int64_t row = 0; row < rows; ++row, from += columns, to += columns) {
        const float most = LargestOfRow(from, columns);
        const V largest = hn::Set(D(), most);
        const float sum = SumOverRow(columns, [=](std::int64_t c, std::int64_t valid) HWY_ATTR {
            return ExpOf(hn::Sub(LoadSome(from + c, valid), largest));
        });
        const V shift = hn::Set(D(), most + std::log(sum));
        FillRow(columns, to, [=](std::int64_t c, std::int64_t valid) HWY_ATTR {
            return hn::Sub(LoadSome(from + c, valid), shift);
        });
    }
}

HWY_ATTR void SoftmaxBackward(const float* gradient, const float* output, std::int64_t rows,
                              std::int64_t columns, float* to) {
    for (std::int64_t row = 0; row < rows; ++row, gradient += columns, output += columns, to += columns) {
        const float sum = SumOverRow(columns, [=](std::int64_t c, std::int64_t valid) HWY_ATTR {
            return hn::Mul(LoadSome(gradient + c, valid), LoadSome(output + c, valid));
        });
        const V common = hn::Set(D(), sum);
        FillRow(columns, to, [=](std::int64_t c, std::int64_t valid) HWY_ATTR {
            return hn::Mul(LoadSome(output + c, valid), hn::Sub(LoadSome(gradient + c, valid), common));
        });
    }
}

HWY_ATTR void LogSoftmaxBackward(const float* gradient, const float* output, std::int64_t rows,
                                 std::int64_t columns, float* to) {
    for (std::int64_t row = 0; row < rows; ++row, gradient += columns, output += columns, to += columns) {
        const V sum = hn::Set(D(), SumOverRow(columns, [=](std::int64_t c, std::int64_t valid) HWY_ATTR {
                                  return LoadSome(gradient + c, valid);
                              }));
        FillRow(columns, to, [=](std::int64_t c, std::int64_t valid) HWY_ATTR {
            return hn::NegMulAdd(ExpOf(LoadSome(output + c, valid)), sum, LoadSome(gradient + c, valid));
        });
    }
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

HWY_EXPORT(Softmax);
template <class T>
void softmax(const T* from, std::int64_t rows, std::int64_t columns, T* to) {
    GLASSNET_DISPATCH(T, Softmax, reference::softmax)(from, rows, columns, to);
}
GLASSNET_INSTANTIATE(softmax);

HWY_EXPORT(LogSoftmax);
template <class T>
void log_softmax(const T* from, std::int64_t rows, std::int64_t columns, T* to) {
    GLASSNET_DISPATCH(T, LogSoftmax, reference::log_softmax)(from, rows, columns, to);
}
GLASSNET_INSTANTIATE(log_softmax);

HWY_EXPORT(SoftmaxBackward);
template <class T>
void softmax_backward(const T* gradient, const T* output, std::int64_t rows, std::int64_t columns, T* to) {
    GLASSNET_DISPATCH(T, SoftmaxBackward, reference::softmax_backward)(gradient, output, rows, columns, to);
}
GLASSNET_INSTANTIATE(softmax_backward);

HWY_EXPORT(LogSoftmaxBackward);
template <class T>
void log_softmax_backward(const T* gradient, const T* output, std::int64_t rows, std::int64_t columns,
                          T* to) {
    GLASSNET_DISPATCH(T, LogSoftmaxBackward, reference::log_softmax_backward)
    (gradient, output, rows, columns, to);
}
GLASSNET_INSTANTIATE(log_softmax_backward);

}  // namespace glassnet
#endif
