#include "common/base/file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>

#include "common/base/error.h"

namespace motcua {
namespace {

class FileTest : public testing::Test {
 protected:
  FileTest() {
    std::string name = (std::filesystem::temp_directory_path() / "motcua-file-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~FileTest() override { std::filesystem::remove_all(folder_); }

  std::string Path(const std::string& name) const { return (folder_ / name).string(); }
  static unsigned Mode(const std::string& path) {
    struct stat info {};
    EXPECT_EQ(stat(path.c_str(), &info), 0);
    return info.st_mode & 0777u;
  }
  size_t Files() const {
    size_t n = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder_)) ++n;
    return n;
  }

  std::filesystem::path folder_;
};

TEST_F(FileTest, WhatIsWrittenIsReadBackAndReplaced) {
  std::string content(200000, '\0');
  content += "end";
  ASSERT_TRUE(WritePrivateFile(Path("key"), content).ok());
  EXPECT_EQ(*ReadFile(Path("key")), content);
  ASSERT_TRUE(WritePrivateFile(Path("key"), "").ok());
  EXPECT_EQ(*ReadFile(Path("key")), "");
  EXPECT_EQ(Files(), 1u) << "no temporary file is left";
}

TEST_F(FileTest, OnlyItsAccountReadsAPrivateFileWhateverTheMask) {
  const mode_t before = umask(0);
  ASSERT_TRUE(WritePrivateFile(Path("key"), "x").ok());
  umask(0077);
  ASSERT_TRUE(WritePublicFile(Path("cert"), "x").ok());
  umask(before);
  EXPECT_EQ(Mode(Path("key")), 0600u);
  EXPECT_EQ(Mode(Path("cert")), 0644u);
}

TEST_F(FileTest, AReplacedPublicFileIsPrivateAfterwards) {
  ASSERT_TRUE(WritePublicFile(Path("key"), "x").ok());
  ASSERT_TRUE(WritePrivateFile(Path("key"), "y").ok());
  EXPECT_EQ(Mode(Path("key")), 0600u);
}

TEST_F(FileTest, ErrorsNameTheFileAndNotItsPath) {
  const auto missing = ReadFile(Path("nothing"));
  EXPECT_EQ(missing.status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ErrorReason(missing.status()), "FILE_NOT_FOUND");
  EXPECT_EQ(GetErrorValues(missing.status())["file"], "nothing");
  EXPECT_EQ(missing.status().ToString().find(folder_.string()), std::string::npos);

  EXPECT_EQ(ErrorReason(ReadFile(folder_.string()).status()), "FILE_UNREADABLE");
  EXPECT_EQ(ErrorReason(WritePublicFile(Path("no/such"), "x")), "FILE_NOT_FOUND");
}

TEST_F(FileTest, AFailedWriteLeavesNothing) {
  std::filesystem::create_directory(folder_ / "taken");
  EXPECT_EQ(ErrorReason(WritePublicFile(Path("taken"), "x")), "FILE_UNWRITABLE");
  EXPECT_EQ(Files(), 1u);
}

}  // namespace
}  // namespace motcua
