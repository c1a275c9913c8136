// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/matrix/orthogonal.h"

#include <Eigen/QR>

namespace glassnet {

void make_orthogonal(float* matrix, std::int64_t rows, std::int64_t columns, double gain) {
    using Rows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    Eigen::Map<Rows> values(matrix, rows, columns);
    const bool wide = columns > rows;
    const Eigen::MatrixXd tall =
        wide ? Eigen::MatrixXd(values.cast<double>().transpose()) : Eigen::MatrixXd(values.cast<double>());
    const Eigen::HouseholderQR<Eigen::MatrixXd> qr(tall);
    Eigen::MatrixXd q = qr.householderQ() * Eigen::MatrixXd::Identity(tall.rows(), tall.cols());
    for (Eigen::Index column = 0; column < q.cols(); ++column)
        if (qr.matrixQR()(column, column) < 0) q.col(column) *= -1;
    if (wide) q.transposeInPlace();
    values = (q * gain).cast<float>();
}

}  // namespace glassnet
