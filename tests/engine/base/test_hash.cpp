// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/hash.h"

#include <QCryptographicHash>
#include <QtTest>
#include <random>

using namespace glassnet;

class TestHash : public QObject {
    Q_OBJECT
private slots:
    void short_texts_hash_as_fips_180_4_says_data();
    void short_texts_hash_as_fips_180_4_says();
    void a_million_letters_hash_as_fips_180_4_says();
    void pieces_hash_like_the_whole();
    void a_hash_may_be_read_midway();
    void plain_and_fast_blocks_hash_alike();
};

void TestHash::short_texts_hash_as_fips_180_4_says_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("hash");
    QTest::newRow("empty") << QByteArray()
                           << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    QTest::newRow("one block") << QByteArray("abc")
                               << QByteArray(
                                      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QTest::newRow("two blocks") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                                << QByteArray(
                                       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

void TestHash::short_texts_hash_as_fips_180_4_says() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, hash);
    QCOMPARE(QByteArray::fromStdString(
                 sha256(std::string_view(text.data(), static_cast<std::size_t>(text.size())))),
             hash);
}

void TestHash::a_million_letters_hash_as_fips_180_4_says() {
    QCOMPARE(sha256(std::string(1'000'000, 'a')),
             std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
}

void TestHash::pieces_hash_like_the_whole() {
    const std::string text(1000, 'x');
    for (const std::size_t piece : std::initializer_list<std::size_t>{1, 7, 55, 56, 63, 64, 65, 128, 999}) {
        Sha256 hash;
        for (std::size_t start = 0; start < text.size(); start += piece)
            hash.update(std::string_view(text).substr(start, piece));
        QCOMPARE(hash.hex(), sha256(text));
    }
}

void TestHash::a_hash_may_be_read_midway() {
    Sha256 hash;
    hash.update(std::string_view("ab"));
    QCOMPARE(hash.hex(), sha256(std::string_view("ab")));
    hash.update(std::string_view("c"));
    QCOMPARE(hash.hex(), sha256(std::string_view("abc")));
}

void TestHash::plain_and_fast_blocks_hash_alike() {
    if (!has_sha_instructions()) QSKIP("this processor has no SHA instructions");
    std::mt19937 random(7);
    for (std::size_t blocks = 1; blocks < 40; ++blocks) {
        std::vector<std::byte> bytes(blocks * sha256_block_bytes + 1);
        for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
        Sha256State plain{}, fast{};
        for (std::size_t i = 0; i < plain.size(); ++i)
            plain[i] = fast[i] = static_cast<std::uint32_t>(random());
        absorb_plain(plain, bytes.data() + 1, blocks);
        absorb_fast(fast, bytes.data() + 1, blocks);  // whatever the alignment
        QVERIFY(plain == fast);
        const QByteArray other = QCryptographicHash::hash(
            QByteArrayView(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())),
            QCryptographicHash::Sha256);
        QCOMPARE(QByteArray::fromStdString(sha256(bytes)), other.toHex());
    }
}

QTEST_APPLESS_MAIN(TestHash)
#include "test_hash.moc"
